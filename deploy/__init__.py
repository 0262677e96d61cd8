"""Is `output/` fit to publish, and how is it served?"""
