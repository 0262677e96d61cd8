"""
How well a document answers a syllable: BM25F, in so few steps that a posting costs two or three bits.

What a frequency counts in a document of some length is one of `STEPS` values, which the exported files hold in
place of frequency and length.  It is measured against one fixed length, not the archive's mean, so that no
article moves another's.  All factors are dyadic: a score is exact in doubles whatever the order of adding.
The browser's twin is theme/static/js/search/rank.js; the numbers it needs stand in the root file.

Source: Robertson and Zaragoza, The Probabilistic Relevance Framework (2009); the idf is that of Whoosh less
a half, to the power of 1.75, which lets words that are everywhere matter less.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from functools import cache

VERSION = 4

# Saturation: 0 ignores how often a word occurs, 2 and more let repetition win over a second word of the query.
K1 = 1.2
# Length: 0 lets long articles win, 1 punishes them fully; between 0.5 and 0.9 little changes.
B = 0.75
# The length, in tokens, at which only frequency counts: about an article's; half or double moves MRR by 0.002.
PIVOT = 450
# How often the title counts; 1 loses known articles, more lets short titles dominate.
TITLE_WEIGHT = 2
# What is added to the logarithm; 1 lets words that are everywhere count too much.
IDF_FLOOR = 0.5
# What a pair of neighbouring syllables counts, against a syllable: most words have two syllables.
PAIR_WEIGHT = 0.5
# In a query with accents, what a word typed without counts as it stands; the rest counts for all its variants.
TYPED_WEIGHT = 0.75

# What a frequency can count: 0.5, 0.75, … 2.  Steps of an eighth find 0.002 more and cost a bit a posting.
STEP = 0.25
LEAST_STEPS = 2
STEPS = 7

_UNIT = 1024

# The longest length of each level but the last: steps of √2, at lengths that Whoosh's own byte code keeps apart.
_LONGEST = (32, 45, 63, 89, 129, 182, 253, 360, 508, 714, 1032, 1438, 2066, 2869, 4112)
# What a length of each level counts as: about the middle.
LEVELS = (24, 38, 54, 75, 107, 153, 215, 302, 428, 602, 858, 1218, 1724, 2435, 3435, 5000)


def level_of(length: int) -> int:
    """Return the level, 0 to 15, of a document's length in tokens; `LEVELS` says what it counts as."""
    return bisect_left(_LONGEST, length)


def inverse_frequency(documents: int, matching: int) -> float:
    """Return the weight of a word that *matching* of all *documents* hold: a multiple of 1/1024, above 0.29."""
    rarity = _quantised(math.log(max(1, documents / (matching + 1))) + IDF_FLOOR)
    half = math.sqrt(rarity)
    return _quantised(rarity * half * math.sqrt(half))


@cache
def impact_of(frequency: int, level: int) -> int:
    """Return which of the steps, from 0, a word counts that occurs *frequency* times in a document of *level*."""
    saturation = frequency * (K1 + 1) / (frequency + K1 * (1 - B + B * LEVELS[level] / PIVOT))
    return min(STEPS - 1, max(0, math.floor(saturation / STEP - LEAST_STEPS + 0.5)))


def worth_of(impact: int) -> float:
    """Return what a step counts."""
    return (impact + LEAST_STEPS) * STEP


def _quantised(number: float) -> float:
    """Round to the nearest multiple of 1/1024, halves upwards (as JavaScript's `Math.floor(x + 0.5)` does)."""
    return math.floor(number * _UNIT + 0.5) / _UNIT
