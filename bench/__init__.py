"""How do we compare with others?  Side by side, in one run: machines differ, ratios tell."""
