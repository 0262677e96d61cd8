"""Here is a content folder: give me valid articles and site data, or every problem in it."""
