"""Writing an index: inside the transaction that changes the rows, so a search never lags behind."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db.models import Model, Q, QuerySet
from pyroaring import BitMap

from ponte.core import versions
from ponte.core.finding.levels import OPEN, at
from ponte.core.finding.shelf import Shelf
from ponte.core.models.ordering import Ordering
from ponte.core.models.posting import Posting
from ponte.core.text import words

Keys = Mapping[str, Iterable[str]]
LONGEST_VALUE = 100
BATCH = 200


class Index:
    """The inverted index of one model.

    `facets` are the fields whose values are counted, `orders` the ways to sort: a name and the
    `order_by` that the database itself applies, so that one authority decides what comes first.
    `levels` are the names of closed levels: a value kept `at` one of them is found only by who asks there.
    """

    def __init__(
        self,
        kind: str,
        rows: Callable[[], QuerySet],
        *,
        facets: Sequence[str],
        orders: Mapping[str, Sequence[str]],
        levels: Sequence[str] = (),
    ) -> None:
        self.kind = kind
        self.rows = rows
        self.facets = tuple(at(level, field) for field in facets for level in (OPEN, *levels))
        self.orders = dict(orders)

    def put(self, row: Model, *, before: Keys | None, after: Keys | None) -> None:
        """Tell the index that `row` changed. None before means new, None after means gone."""
        self._lock()
        old, new = pairs(before), pairs(after)
        self._edit(
            {pair: BitMap([row.pk]) for pair in new - old}, {pair: BitMap([row.pk]) for pair in old - new}
        )
        self._reorder(row, keep=after is not None)

    def put_many(self, changed: Iterable[tuple[int, Keys | None, Keys | None]]) -> None:
        """The same for many rows at once: one write per value instead of one per row."""
        self._lock()
        added: dict[tuple[str, str], BitMap] = defaultdict(BitMap)
        removed: dict[tuple[str, str], BitMap] = defaultdict(BitMap)
        for pk, before, after in changed:
            old, new = pairs(before), pairs(after)
            for pair in new - old:
                added[pair].add(pk)
            for pair in old - new:
                removed[pair].add(pk)
        self._edit(added, removed)
        for name in self.orders:
            self._sort(name)

    def shelf(self) -> Shelf:
        """The index as it stands now, for reading."""
        return Shelf.of(self.kind, self.facets, tuple(self.orders))

    def _lock(self) -> None:
        """Writers of one index take turns: two edits of one bitmap must not overwrite each other.

        The data version is locked first, always: whoever logs a change before writing the index, or after,
        takes the two locks in one order.
        """
        versions.bump(self.kind)
        for name in sorted(self.orders):
            Ordering.objects.get_or_create(index=self.kind, name=name, defaults={"members": b""})
        list(Ordering.objects.select_for_update().filter(index=self.kind).order_by("name").values_list("pk"))

    def _edit(
        self, added: Mapping[tuple[str, str], BitMap], removed: Mapping[tuple[str, str], BitMap]
    ) -> None:
        everything = sorted({*added, *removed})
        for start in range(0, len(everything), BATCH):
            some = everything[start : start + BATCH]
            known = self._postings(some)
            for pair in some:
                members = BitMap.deserialize(bytes(known[pair].members)) if pair in known else BitMap()
                members |= added.get(pair, BitMap())
                members -= removed.get(pair, BitMap())
                posting = known.setdefault(
                    pair, Posting(index=self.kind, field=pair[0], value=pair[1].encode())
                )
                posting.members = members.serialize() if members else b""
            self._save(known.values())

    def _postings(self, some: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Posting]:
        wanted: dict[str, list[bytes]] = defaultdict(list)
        for field, value in some:
            wanted[field].append(value.encode())
        query = Q(pk__in=[])
        for field, values in wanted.items():
            query |= Q(field=field, value__in=values)
        rows = Posting.objects.filter(query, index=self.kind).order_by("pk")
        return {(row.field, bytes(row.value).decode()): row for row in rows}

    def _save(self, postings: Iterable[Posting]) -> None:
        postings = list(postings)
        empty = [row.pk for row in postings if not row.members and row.pk]
        Posting.objects.bulk_create([row for row in postings if row.members and not row.pk])
        Posting.objects.bulk_update(
            [row for row in postings if row.members and row.pk], ["members"], batch_size=100
        )
        Posting.objects.filter(pk__in=empty).delete()

    def _reorder(self, row: Model, *, keep: bool) -> None:
        for name, order in self.orders.items():
            stored = Ordering.objects.get(index=self.kind, name=name)
            members = array("I", bytes(stored.members))
            if row.pk in members:
                members.remove(row.pk)
            if keep:
                members.insert(self._position(row, order), row.pk)
            stored.members = members.tobytes()
            stored.save(update_fields=["members"])

    def _position(self, row: Model, order: Sequence[str]) -> int:
        """How many rows stand before this one; `order` is one field and the primary key."""
        field, descending = order[0].lstrip("-"), order[0].startswith("-")
        value = getattr(row, field)
        nearer = "gt" if descending else "lt"
        tie = "gt" if order[1].startswith("-") else "lt"
        earlier = Q(**{f"{field}__{nearer}": value}) | Q(**{field: value, f"pk__{tie}": row.pk})
        return self.rows().filter(earlier).exclude(pk=row.pk).count()

    def _sort(self, name: str) -> None:
        members = array(
            "I", self.rows().order_by(*self.orders[name]).values_list("pk", flat=True).iterator(20_000)
        )
        Ordering.objects.filter(index=self.kind, name=name).update(members=members.tobytes())


def pairs(keys: Keys | None) -> set[tuple[str, str]]:
    """Every (field, value) of a row."""
    return {
        (field, value[:LONGEST_VALUE]) for field, values in (keys or {}).items() for value in values if value
    }


def words_of(texts: Iterable[str]) -> set[str]:
    """The folded words under which texts are found."""
    return {word for text in texts for word in words(text)}
