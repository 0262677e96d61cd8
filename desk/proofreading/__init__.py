"""Does this text read as its writer meant it? What a careful proofreader would mark, and what can be mended safely."""
