"""Given the documents: the Whoosh index of record, and the static files in which a browser finds the same?"""
