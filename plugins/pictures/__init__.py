"""Which smaller copies does a picture have, and what are their bytes?"""
