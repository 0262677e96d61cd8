"""What do 13 points in 5 votes mean, and which articles rank highest?"""
