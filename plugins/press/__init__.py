"""Which pages must be rendered, and what are their bytes?  It moves bytes and knows no article."""
