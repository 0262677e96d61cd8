"""What readers give back: votes, comments and visits, on their way into `content/`."""
