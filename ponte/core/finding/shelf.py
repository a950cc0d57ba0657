"""Reading an index: sets of row numbers, intersected and counted without touching the rows."""

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from pyroaring import BitMap

from ponte.core import versions
from ponte.core.finding.asking import Term, is_long_enough, meant_words, read, understand
from ponte.core.finding.generations import current
from ponte.core.finding.levels import EVERYBODY, Levels, at
from ponte.core.finding.meanings import NOTHING, Thesaurus
from ponte.core.finding.places import WORDS, place_of
from ponte.core.finding.ranking import Answer, answer
from ponte.core.models.ordering import Ordering
from ponte.core.models.posting import Posting

ASKED_TOGETHER = 10_000
LINES, INDEX, FIELD, VALUE, MEMBERS = '"core_posting"', '"index"', '"field"', '"value"', '"members"'
_kept: dict[str, "Shelf"] = {}


@dataclass(frozen=True)
class Shelf:
    """The facets and orders of one index at one data version; each process keeps the latest of each."""

    kind: str
    label: str  # of the generation that is read
    version: tuple[int, datetime | None]
    facets: Mapping[str, Mapping[str, BitMap]]
    orders: Mapping[str, array]

    @classmethod
    def of(cls, kind: str, facets: Sequence[str], orders: Sequence[str]) -> "Shelf":
        """The shelf of this moment: one statement when nothing changed since, four otherwise."""
        version = versions.stamp(kind)
        kept = _kept.get(kind)
        if kept is None or kept.version != version:
            label = current(kind)
            kept = cls(kind, label, version, read_facets(label, facets), read_orders(label, orders))
            _kept[kind] = kept
        return kept

    def holding(self, field: str, values: Sequence[str], levels: Levels = EVERYBODY) -> BitMap:
        """Rows that hold any of these values where these levels may find it."""
        known = [self.facets.get(at(level, field), {}) for level in levels]
        return BitMap.union(*(rows[value] for rows in known for value in values if value in rows), BitMap())

    def ask(
        self, text: str, base: BitMap, levels: Levels = EVERYBODY, thesaurus: Thesaurus = NOTHING
    ) -> Answer | None:
        """The rows of `base` that are meant by a text, at these levels; None when it has no word. Two statements."""
        terms = read(text, thesaurus)
        if not terms:
            return None
        understand(self.label, terms)
        return answer(terms, postings_of(self.label, terms, levels), base)

    def counts(self, field: str, among: BitMap, levels: Levels = EVERYBODY) -> dict[str, int]:
        """How many of `among` hold each value, values without any left out. A row holds a value at one level."""
        counted: dict[str, int] = {}
        for level in levels:
            for value, rows in self.facets[at(level, field)].items():
                if count := among.intersection_cardinality(rows):
                    counted[value] = counted.get(value, 0) + count
        return counted

    def in_order(self, order: str, among: BitMap, *, start: int, length: int) -> list[int]:
        """A slice of `among` in the named order."""
        everything = self.orders[order]
        if len(among) == len(everything):
            return everything[start : start + length].tolist()
        chosen: list[int] = []
        for position, pk in enumerate(pk for pk in everything if pk in among):
            if position >= start + length:
                break
            if position >= start:
                chosen.append(pk)
        return chosen

    def walk(self, order: str, among: BitMap) -> Iterator[int]:
        """All of `among` in the named order, for exports."""
        return (pk for pk in self.orders[order] if pk in among)


def postings_of(label: str, terms: Sequence[Term], levels: Levels) -> dict[str, dict[str, BitMap]]:
    """{place: {word: rows}} of every word that may be meant, where these levels may find it; one statement.

    Raw SQL, because it is asked with every letter somebody types, and composing it took longer than the answer.
    """
    fields = [at(level, place) for place in WORDS for level in levels]
    words = [word.encode() for word in meant_words(terms)]
    asked: list[tuple[str, list[Any]]] = [(f"{VALUE} IN ({marks(words)})", words)]
    for text in {word.text for term in terms for word in term.words if is_long_enough(word.text)}:
        asked.append((f"{VALUE} > %s AND {VALUE} < %s", [text.encode(), text.encode() + b"\xff"]))
    where = f"WHERE {INDEX} = %s AND {FIELD} IN ({marks(fields)}) AND "
    start = f"SELECT {FIELD}, {VALUE}, {MEMBERS} FROM {LINES} {where}"  # noqa: S608
    found: dict[str, dict[str, BitMap]] = {place: {} for place in WORDS}
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(start + condition for condition, _values in asked),
            [value for _condition, values in asked for value in (label, *fields, *values)],
        )
        for name, value, members in cursor.fetchall():
            by_word, word = found[place_of(name)], bytes(value).decode()
            rows = BitMap.deserialize(bytes(members))
            by_word[word] = by_word[word] | rows if word in by_word else rows
    return found


def marks(some: Collection[object]) -> str:
    """As many placeholders."""
    return ", ".join(["%s"] * len(some))


def read_facets(label: str, facets: Sequence[str]) -> dict[str, dict[str, BitMap]]:
    """Every value of the facets with its rows."""
    found: dict[str, dict[str, BitMap]] = {field: {} for field in facets}
    rows = Posting.objects.filter(index=label, field__in=facets).order_by()
    for field, value, members in rows.values_list("field", "value", "members"):
        found[field][bytes(value).decode()] = BitMap.deserialize(bytes(members))
    return found


def read_orders(label: str, orders: Sequence[str]) -> dict[str, array]:
    """Every order as an array of row numbers."""
    found = {name: array("I") for name in orders}
    for name, members in Ordering.objects.filter(index=label).order_by("name").values_list("name", "members"):
        found[name] = array("I", bytes(members))
    return found


def holders(kind: str, field: str, values: Collection[str]) -> dict[str, BitMap]:
    """The rows that hold each of these values of a field that is no facet; values of nobody are left out."""
    found: dict[str, BitMap] = {}
    wanted, label = sorted(values), current(kind)
    for start in range(0, len(wanted), ASKED_TOGETHER):
        some = [value.encode() for value in wanted[start : start + ASKED_TOGETHER]]
        rows = Posting.objects.filter(index=label, field=field, value__in=some).order_by()
        for value, members in rows.values_list("value", "members"):
            found[bytes(value).decode()] = BitMap.deserialize(bytes(members))
    return found


def beginning_with(kind: str, fields: Collection[str], beginning: str) -> dict[str, BitMap]:
    """The values of these fields that begin so, with their rows."""
    first = beginning.encode()
    found: dict[str, BitMap] = {}
    rows = Posting.objects.filter(
        index=current(kind), field__in=fields, value__gte=first, value__lt=first + b"\xff"
    ).order_by()
    for value, members in rows.values_list("value", "members"):
        known = found.setdefault(bytes(value).decode(), BitMap())
        known |= BitMap.deserialize(bytes(members))
    return found
