"""What does each command of `./inv` do, and what does it say to the person who ran it?"""
