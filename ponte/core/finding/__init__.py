"""Lists of any length, filtered and counted in a millisecond: an inverted index kept in the database."""

from ponte.core.finding.gathering import Gathered
from ponte.core.finding.index import Index, Keys, pairs, words_of
from ponte.core.finding.levels import OPEN, at
from ponte.core.finding.shelf import Shelf, holders

__all__ = ["OPEN", "Gathered", "Index", "Keys", "Shelf", "at", "holders", "pairs", "words_of"]
