"""What can come along from an old portal or a Word file, and what was lost on the way?"""
