"""Which lists exist, what is on each page, and which neighbours has an article?"""
