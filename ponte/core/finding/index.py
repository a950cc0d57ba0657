"""Writing an index: inside the transaction that changes the rows, so a search never lags behind."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence

from django.db.models import Model, Q, QuerySet
from pyroaring import BitMap

from ponte.core import bulk, versions
from ponte.core.finding.gathering import Gathered, Prepared, known_lines, together
from ponte.core.finding.levels import OPEN, Levels, at
from ponte.core.finding.points import Points, read_points, write_points
from ponte.core.finding.shelf import Shelf
from ponte.core.models.ordering import Ordering
from ponte.core.models.posting import Posting
from ponte.core.text import words

Keys = Mapping[str, Iterable[str]]
LONGEST_VALUE = 100
BATCH = 500


class Index:
    """The inverted index of one model.

    `facets` are the fields whose values are counted, `orders` the ways to sort: a name and the
    `order_by` that the database itself applies, so that one authority decides what comes first.
    `levels` are the names of closed levels: a value kept `at` one of them is found only by who asks there.
    `points` is the field whose values are points (`point_key`), kept for maps and distances.
    """

    def __init__(
        self,
        kind: str,
        rows: Callable[[], QuerySet],
        *,
        facets: Sequence[str],
        orders: Mapping[str, Sequence[str]],
        levels: Sequence[str] = (),
        points: str = "",
    ) -> None:
        self.kind = kind
        self.rows = rows
        self.facets = tuple(at(level, field) for field in facets for level in (OPEN, *levels))
        self.orders = dict(orders)
        self.points = points
        self.point_fields = {at(level, points) for level in (OPEN, *levels)} if points else set()

    def put(self, row: Model, *, before: Keys | None, after: Keys | None) -> None:
        """Tell the index that `row` changed. None before means new, None after means gone."""
        self._lock()
        gathered = Gathered()
        gathered.note(row.pk, pairs(before), pairs(after))
        self._write(self.prepare(gathered))
        self._reorder(row, keep=after is not None)

    def put_many(self, changed: Iterable[tuple[int, Keys | None, Keys | None]]) -> None:
        """The same for many rows at once: one write per value instead of one per row."""
        gathered = Gathered()
        for pk, before, after in changed:
            gathered.note(pk, pairs(before), pairs(after))
        self.put_prepared(gathered, None)

    def prepare(self, gathered: Gathered) -> Prepared:
        """The lines as they will be; outside a transaction, so that `put_prepared` holds the locks shortly."""
        prepared = Prepared(versions.number(self.kind))
        for some in together(prepared.apart_from_points(gathered.lines(), self.point_fields)):
            known = {
                pair: (pk, members)
                for pair, pk, members in known_lines(self.kind, [pair for pair, _come, _gone in some])
            }
            new, changed = [], []
            for pair, come, gone in some:
                pk, members = known.get(pair, (0, b""))
                merged = (BitMap.deserialize(members) | come if members else come) - gone
                if pk and merged:
                    changed.append((merged.serialize(), pk))
                elif pk:
                    prepared.gone.append(pk)
                elif merged:
                    new.append((self.kind, pair[0], pair[1].encode(), merged.serialize()))
            prepared.new.lay(new)
            prepared.changed.lay(changed)
        return prepared

    def put_prepared(self, gathered: Gathered, prepared: Prepared | None) -> None:
        """Tell the index of many rows; what was prepared counts only if nobody wrote the index since."""
        self._lock()
        if prepared is None or versions.number(self.kind) != prepared.number + 1:
            prepared = self.prepare(gathered)
        self._write(prepared)
        for name in self.orders:
            self._sort(name)

    def shelf(self) -> Shelf:
        """The index as it stands now, for reading."""
        return Shelf.of(self.kind, self.facets, tuple(self.orders))

    def standing(self, levels: Levels) -> list[Points]:
        """Where its rows stand, as far as these levels may know."""
        return read_points(self.kind, [at(level, self.points) for level in levels])

    def _lock(self) -> None:
        """Writers of one index take turns: two edits of one bitmap must not overwrite each other.

        The data version is locked first, always: whoever logs a change before writing the index, or after,
        takes the two locks in one order.
        """
        versions.bump(self.kind)
        for name in sorted(self.orders):
            Ordering.objects.get_or_create(index=self.kind, name=name, defaults={"members": b""})
        list(Ordering.objects.select_for_update().filter(index=self.kind).order_by("name").values_list("pk"))

    def _write(self, prepared: Prepared) -> None:
        for new in prepared.new:
            bulk.insert(Posting, ("index", "field", "value", "members"), new)
        for changed in prepared.changed:
            bulk.update(Posting, ("members",), changed)
        for start in range(0, len(prepared.gone), BATCH):
            Posting.objects.filter(pk__in=prepared.gone[start : start + BATCH]).delete()
        write_points(self.kind, prepared.moves)

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
