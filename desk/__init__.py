"""The editors' desk: a browser in front of the repository, for people who have never seen Git."""
