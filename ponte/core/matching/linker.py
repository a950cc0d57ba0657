"""Who is like whom, among any number: likely ones by their rarest common keys, then each compared in full."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Protocol

from pyroaring import BitMap

from ponte.core.matching.blocking import keys_asked_by, keys_of, word_key
from ponte.core.matching.compare import compare
from ponte.core.matching.evidence import Likeness
from ponte.core.matching.profile import Profile
from ponte.core.matching.weights import Weights

COMPARED = 30  # the likeliest, of whom each is compared in full
TOO_MANY = 1_500  # holders of a key that finds nobody new, only adds weight to those found already
NOBODY = BitMap()
# A half of a word or a consonant skeleton says less than a word.
KEY_WORTH = {"w": 1.0, "s": 0.55, "p": 0.4, "x": 0.4, "d": 0.5, "n": 0.8, "z": 0.8, "a": 0.8}
FACT_WORTH = 2.0
SITE_WORTH = 1.0


@dataclass(frozen=True)
class Found:
    """One that is like the one asked about; `number` is its own in the source."""

    number: int
    likeness: Likeness


class Source(Protocol):
    """Where profiles are kept under their keys. Each method is asked once for many."""

    @property
    def total(self) -> int:
        """How many profiles there are."""

    def holders(self, keys: Collection[str]) -> Mapping[str, BitMap]:
        """The numbers of the profiles under each of these keys; keys of nobody may be left out."""

    def sizes(self, keys: Collection[str]) -> Mapping[str, int]:
        """How many profiles there are under each of these keys."""

    def profiles(self, numbers: Collection[int]) -> Mapping[int, Profile]:
        """These profiles; some may be gone."""


class Listed:
    """A source in memory: the rows of a list, numbered from 0."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.rows = list(profiles)
        self._holders: dict[str, BitMap] = {}
        for number, profile in enumerate(self.rows):
            for key in keys_of(profile):
                self._holders.setdefault(key, BitMap()).add(number)

    @property
    def total(self) -> int:
        """How many rows."""
        return len(self.rows)

    def holders(self, keys: Collection[str]) -> Mapping[str, BitMap]:
        """The rows under each key."""
        return {key: self._holders[key] for key in keys if key in self._holders}

    def sizes(self, keys: Collection[str]) -> Mapping[str, int]:
        """How many rows under each key."""
        return {key: len(rows) for key, rows in self.holders(keys).items()}

    def profiles(self, numbers: Collection[int]) -> Mapping[int, Profile]:
        """These rows."""
        return {number: self.rows[number] for number in numbers}


class Linker:
    """Finds in a source those that are like others; asks the source thrice, however many are asked about."""

    def __init__(self, source: Source) -> None:
        self.source = source

    def like(
        self, asked: Sequence[Profile], *, at_least: int, most: int = 5, but: Sequence[Collection[int]] = ()
    ) -> Iterator[list[Found]]:
        """For each, the most alike of the source, the likeliest first. `but`: for each, who is not meant."""
        wanted = [keys_asked_by(profile) for profile in asked]
        holders = self.source.holders(set().union(*wanted))
        likely = [
            self._likely(keys, holders, set(but[place]) if but else set())
            for place, keys in enumerate(wanted)
        ]
        profiles = self.source.profiles(set().union(*likely))
        weights = self._weights([*asked, *profiles.values()])
        for profile, numbers in zip(asked, likely, strict=True):
            found = [
                Found(number, compare(profile, profiles[number], weights))
                for number in numbers
                if number in profiles
            ]
            found = [one for one in found if one.likeness.score >= at_least]
            yield sorted(found, key=lambda one: (-one.likeness.score, one.number))[:most]

    def _likely(self, keys: Iterable[str], holders: Mapping[str, BitMap], but: set[int]) -> list[int]:
        """Numbers with the heaviest keys in common, the heaviest first."""
        held = sorted((len(holders[key]), key) for key in keys if key in holders)
        points: dict[int, float] = {}
        for size, key in held:
            worth = self._worth(key, size)
            rows = holders[key]
            if size > TOO_MANY:
                if not points:
                    points = dict.fromkeys(list(self._in_all(held, holders))[:TOO_MANY], 0.0)
                rows = rows & BitMap(points)
            for number in rows:
                points[number] = points.get(number, 0.0) + worth
        for number in but:
            points.pop(number, None)
        return sorted(points, key=lambda number: (-points[number], number))[:COMPARED]

    def _worth(self, key: str, size: int) -> float:
        rarity = log((1 + self.source.total) / (1 + size)) + 0.1
        kind = key[0]
        if kind == "v":
            return SITE_WORTH * rarity
        return KEY_WORTH.get(kind, FACT_WORTH) * rarity

    @staticmethod
    def _in_all(held: Sequence[tuple[int, str]], holders: Mapping[str, BitMap]) -> BitMap:
        """Those who hold every frequent word of a name that has no rare one."""
        words = [holders[key] for _size, key in held if key.startswith("w:")]
        return BitMap.intersection(*words) if words else NOBODY

    def _weights(self, profiles: Iterable[Profile]) -> Weights:
        stems = {
            word.stem for profile in profiles for name, _former in profile.spelled for word in name.words
        }
        sizes = self.source.sizes({word_key(stem) for stem in stems})
        return Weights(self.source.total, {stem: sizes.get(word_key(stem), 0) for stem in stems})
