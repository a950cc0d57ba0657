"""Lists of any length, filtered and counted in a millisecond: an inverted index kept in the database."""

from ponte.core.finding.asking import How
from ponte.core.finding.charting import WORLD, Area, Cluster, around, at_point, circle, clusters
from ponte.core.finding.gathering import Gathered
from ponte.core.finding.index import LONGEST_VALUE, Index, Keys, pairs, words_of
from ponte.core.finding.levels import OPEN, at
from ponte.core.finding.marking import Pieces, excerpt, how_meant, pieces
from ponte.core.finding.meanings import Thesaurus
from ponte.core.finding.places import ALSO, NAME, SAID, TEXT
from ponte.core.finding.points import Points, point_key
from ponte.core.finding.ranking import IN_NAMES, Answer, divided
from ponte.core.finding.shelf import Shelf, beginning_with, holders

__all__ = [
    "ALSO",
    "IN_NAMES",
    "LONGEST_VALUE",
    "NAME",
    "OPEN",
    "SAID",
    "TEXT",
    "WORLD",
    "Answer",
    "Area",
    "Cluster",
    "Gathered",
    "How",
    "Index",
    "Keys",
    "Pieces",
    "Points",
    "Shelf",
    "Thesaurus",
    "around",
    "at",
    "at_point",
    "beginning_with",
    "circle",
    "clusters",
    "divided",
    "excerpt",
    "holders",
    "how_meant",
    "pairs",
    "pieces",
    "point_key",
    "words_of",
]
