"""Organisations of the register that may be the same as one that is asked about."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from pyroaring import BitMap

from ponte.core.finding import holders
from ponte.core.matching import Likeness, Linker, Profile
from ponte.map.models import Organisation
from ponte.map.models.duplicate_pair import CERTAIN, LIKELY
from ponte.map.models.membership import membership_roles
from ponte.map.models.vocabulary import State
from ponte.map.queries.index import organisations
from ponte.map.queries.kin import profile_of
from ponte.map.queries.organisations import organisations_visible_to
from ponte.map.queries.record import PARTS, Record, record_of, whole
from ponte.map.queries.sight import seen, sight_of

PROBABLE = 85  # from here on two are more likely one than not: measured by bench/linkage.py, chosen on another register
MOST = 5
COMPARED = ("names", "places", "contacts", "identifiers")
SHOWN = ("names", "places")
FOREIGN_KEY = "organisation_id"


@dataclass(frozen=True)
class Similar:
    """An organisation of the register that is like the one asked about; `likeness` says how much and why."""

    organisation: Organisation
    likeness: Likeness

    @property
    def is_certain(self) -> bool:
        """Whether it is hardly another one."""
        return self.likeness.score >= CERTAIN


class Register:
    """The register as a source for `Linker`, read through the index: the same few statements for any size.

    For a person outside the office it holds what that person may see, and of that what they are shown: neither a
    record nor a telephone number can be guessed at by typing it in.
    """

    def __init__(self, seen_by: Any = None) -> None:
        self.person = seen_by
        self._known: dict[str, int] = {}

    @cached_property
    def total(self) -> int:
        """How many organisations there are."""
        return Organisation.objects.count()

    @cached_property
    def within(self) -> BitMap | None:
        """The rows that may be told about; None for all of them."""
        if self.person is None or (sight := sight_of(self.person)).sees_all:
            return None
        listed = organisations.shelf().holding("seen_by", sight.levels)
        return listed | BitMap(membership_roles(self.person))

    def holders(self, keys: Collection[str]) -> Mapping[str, BitMap]:
        """The rows under each key."""
        found = holders(organisations.kind, "kin", keys)
        self._known |= {key: len(rows) for key, rows in found.items()}
        if self.within is None:
            return found
        return {key: rows & self.within for key, rows in found.items()}

    def sizes(self, keys: Collection[str]) -> Mapping[str, int]:
        """How many rows under each key; asked once for each key."""
        if unknown := [key for key in keys if key not in self._known]:
            found = holders(organisations.kind, "kin", unknown)
            self._known |= {key: len(found.get(key, ())) for key in unknown}
        return self._known

    def profiles(self, numbers: Collection[int]) -> Mapping[int, Profile]:
        """These organisations as profiles."""
        if self.within is not None:
            shown = map(self.as_shown, whole(self.scope.filter(pk__in=numbers).order_by("pk")))
            return {row.pk: profile_of(record_of(row)) for row in shown}
        some = self.scope.filter(pk__in=numbers).exclude(state=State.MERGED)
        rows = {
            pk: {"name": name, "founded_year": year}
            for pk, name, year in some.order_by("pk").values_list("pk", "name", "founded_year")
        }
        parts = {part: rows_of(part, rows) for part in COMPARED}
        records = {pk: {**row, **{part: parts[part][pk] for part in COMPARED}} for pk, row in rows.items()}
        return {pk: profile_of(row) for pk, row in records.items()}

    def as_shown(self, organisation: Organisation) -> Organisation:
        """The organisation as far as the person who asks sees it."""
        if self.within is None:
            return organisation
        return seen(organisation, sight_of(self.person, organisation))

    @property
    def scope(self) -> "QuerySet[Organisation]":
        """What may be told about."""
        return Organisation.objects.all() if self.within is None else organisations_visible_to(self.person)


def rows_of(part: str, pks: Collection[int]) -> Mapping[int, list[dict[str, Any]]]:
    """The rows of a part of these records, by record."""
    model, names = PARTS[part]
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    rows = model._default_manager.filter(organisation__in=list(pks)).order_by("pk")
    for row in rows.values(FOREIGN_KEY, *names):
        found[row.pop(FOREIGN_KEY)].append(row)
    return found


def similar_to(
    record: Record, *, but: Collection[int] = (), seen_by: Any = None, at_least: int = LIKELY
) -> list[Similar]:
    """Organisations like this record, the likeliest first, in a fixed number of statements.

    `but`: keys of organisations not meant, its own above all. `seen_by`: a person outside the office learns of
    nothing they may not see; leave it out to tell the office.
    """
    return next(similar_to_each([record], but=[but], seen_by=seen_by, at_least=at_least))


def similar_to_each(
    records: Sequence[Record],
    *,
    but: Sequence[Collection[int]] = (),
    seen_by: Any = None,
    at_least: int = LIKELY,
    register: Register | None = None,
) -> Iterator[list[Similar]]:
    """The same for many records, in as many statements; hand in some hundreds at a time, with one `register`."""
    source = register or Register(seen_by)
    asked = [profile_of(record) for record in records]
    found = list(Linker(source).like(asked, at_least=at_least, most=MOST, but=but))
    wanted = {one.number for some in found for one in some}
    rows = source.scope.filter(pk__in=wanted).prefetch_related(*SHOWN).order_by("pk").in_bulk()
    for some in found:
        yield [Similar(source.as_shown(rows[one.number]), one.likeness) for one in some if one.number in rows]
