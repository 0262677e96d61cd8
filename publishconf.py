"""Settings of the published site: `./inv build --production`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from pelicanconf import *  # noqa: F403 - the form that Pelican's own quickstart writes

PRODUCTION = True
