"""Are these two the same? Names, addresses and numbers compared, with a score and the reasons for it."""

from ponte.core.matching.blocking import keys_of
from ponte.core.matching.compare import compare
from ponte.core.matching.evidence import Evidence, Likeness, evidence_from
from ponte.core.matching.linker import Found, Linker, Listed, Source
from ponte.core.matching.profile import Named, Profile
from ponte.core.matching.weights import Weights

__all__ = [
    "Evidence",
    "Found",
    "Likeness",
    "Linker",
    "Listed",
    "Named",
    "Profile",
    "Source",
    "Weights",
    "compare",
    "evidence_from",
    "keys_of",
]
