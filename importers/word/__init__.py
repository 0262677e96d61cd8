"""A drawer of Word files: what does an article that was written in Word become, and what of it is lost?"""
