"""Settings of a preview: `pelican content -s pelicanconf.py` builds what `./inv build` builds."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from plugins import pipeline
from plugins.press.portal import Portal

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
PLUGINS = [pipeline]
PELICAN_CLASS = Portal

# What the portal is called and where it stands is site data: content/site/site.yaml.
SITEURL = ""
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"

# The moment that the site shows, in a form that `date` of an article may have; "" is this minute.
NOW = ""
# A preview is closed to crawlers.
PRODUCTION = False
# A production build may lose more than 5 % of its articles, or addresses without a redirect or a notice.
ALLOW_DROP = False
ALLOW_VANISH = False
# How many processes render; 0: one a processor.
WORKERS = 0
# Read all files again, those too that look untouched; forget what was remembered.
VERIFY = False
CLEAN = False
# The address whose fate the summary is to explain.
EXPLAIN = ""
# Feeds are pages of ours; Pelican's own are off, and so is its warning about their address.
FEED_ALL_ATOM = None
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
