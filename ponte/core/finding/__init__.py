"""Lists of any length, filtered and counted in a millisecond: an inverted index kept in the database."""

from ponte.core.finding.charting import WORLD, Area, Cluster, around, at_point, circle, clusters
from ponte.core.finding.gathering import Gathered
from ponte.core.finding.index import LONGEST_VALUE, Index, Keys, pairs, words_of
from ponte.core.finding.levels import OPEN, at
from ponte.core.finding.points import Points, point_key
from ponte.core.finding.shelf import Shelf, beginning_with, holders

__all__ = [
    "LONGEST_VALUE",
    "OPEN",
    "WORLD",
    "Area",
    "Cluster",
    "Gathered",
    "Index",
    "Keys",
    "Points",
    "Shelf",
    "around",
    "at",
    "at_point",
    "beginning_with",
    "circle",
    "clusters",
    "holders",
    "pairs",
    "point_key",
    "words_of",
]
