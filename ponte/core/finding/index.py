"""Writing an index: inside the transaction that changes the rows, so a search never lags behind."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from django.db import transaction
from django.db.models import Model, Q, QuerySet
from pyroaring import BitMap

from ponte.core import bulk, versions
from ponte.core.finding import generations, lexicon
from ponte.core.finding.gathering import Change, Gathered, Prepared, known_lines, together
from ponte.core.finding.generations import Written
from ponte.core.finding.levels import OPEN, Levels, at
from ponte.core.finding.places import WORDS, place_of
from ponte.core.finding.points import Points, read_points, write_points
from ponte.core.finding.shelf import Shelf
from ponte.core.models.index_state import IndexState
from ponte.core.models.ordering import Ordering
from ponte.core.models.posting import Posting
from ponte.core.text import words

Keys = Mapping[str, Iterable[str]]
LONGEST_VALUE = 100
BATCH = 500
# Grows whenever a word is folded, cut or kept otherwise than before: an index built by older rules is built anew.
RULES = 1


class Index:
    """The inverted index of one model.

    `facets` are the fields whose values are counted, `orders` the ways to sort: a name and the
    `order_by` that the database itself applies, so that one authority decides what comes first.
    `levels` are the names of closed levels: a value kept `at` one of them is found only by who asks there.
    `points` is the field whose values are points (`point_key`), kept for maps and distances.
    `keys_of_rows` gives the keys of rows when all is built anew; `version` grows when it gives others.
    """

    def __init__(  # noqa: PLR0913 - each is said once, where the index is made
        self,
        kind: str,
        rows: Callable[[], QuerySet],
        *,
        facets: Sequence[str],
        orders: Mapping[str, Sequence[str]],
        levels: Sequence[str] = (),
        points: str = "",
        keys_of_rows: Callable[[QuerySet], Iterable[tuple[int, Keys]]] | None = None,
        version: int = 1,
    ) -> None:
        self.kind = kind
        self.rows = rows
        self.levels = (OPEN, *levels)
        self.facets = tuple(at(level, field) for field in facets for level in self.levels)
        self.orders = dict(orders)
        self.points = points
        self.point_fields = {at(level, points) for level in self.levels} if points else set()
        self.keys_of_rows = keys_of_rows
        self.rules = f"{RULES}.{version}"

    def put(self, row: Model, *, before: Keys | None, after: Keys | None) -> None:
        """Tell the index that `row` changed. None before means new, None after means gone."""
        state = self.lock()
        gathered = Gathered()
        gathered.note(row.pk, pairs(before), pairs(after))
        for place in generations.written(state):
            if place.upto is None or row.pk <= place.upto:
                self.write(self.prepare(gathered, place))
        self._reorder(row, generations.current(self.kind), keep=after is not None)

    def put_many(self, changed: Iterable[tuple[int, Keys | None, Keys | None]]) -> None:
        """The same for many rows at once: one write per value instead of one per row."""
        gathered = Gathered()
        for pk, before, after in changed:
            gathered.note(pk, pairs(before), pairs(after))
        self.put_prepared(gathered, None)

    def prepare(self, gathered: Gathered, place: Written | None = None) -> Prepared:
        """The lines as they will be; outside a transaction, so that `put_prepared` holds the locks shortly.

        New words go into the lexicon at once: without a line that holds them they find nothing.
        """
        label, upto = (place.label, place.upto) if place else (generations.current(self.kind), None)
        prepared = Prepared(label, versions.number(self.kind), is_next=upto is not None)
        lines = gathered.lines() if upto is None else up_to(upto, gathered.lines())
        for some in together(prepared.apart_from_points(lines, self.point_fields)):
            known = {
                pair: (pk, members) for pair, pk, members in known_lines(label, [line[0] for line in some])
            }
            new, changed = [], []
            new_words: set[str] = set()
            for pair, come, gone in some:
                pk, members = known.get(pair, (0, b""))
                merged = (BitMap.deserialize(members) | come if members else come) - gone
                if pk and merged:
                    changed.append((merged.serialize(), pk))
                elif pk:
                    prepared.gone.append(pk)
                    prepared.gone_words.update([pair[1]] if place_of(pair[0]) else ())
                elif merged:
                    new.append((label, pair[0], pair[1].encode(), merged.serialize()))
                    new_words.update([pair[1]] if place_of(pair[0]) else ())
            prepared.new.lay(new)
            prepared.changed.lay(changed)
            self._learn(label, new_words)
        return prepared

    def put_prepared(self, gathered: Gathered, prepared: Prepared | None) -> None:
        """Tell the index of many rows; what was prepared counts only if nobody wrote the index since."""
        state = self.lock()
        current, *others = generations.written(state)
        if (
            prepared is None
            or prepared.label != current.label
            or versions.number(self.kind) != prepared.number + 1
        ):
            prepared = self.prepare(gathered, current)
        self.write(prepared)
        for place in others:
            self.write(self.prepare(gathered, place))
        self.sort(current.label)

    def shelf(self) -> Shelf:
        """The index as it stands now, for reading."""
        return Shelf.of(self.kind, self.facets, tuple(self.orders))

    def standing(self, levels: Levels) -> list[Points]:
        """Where its rows stand, as far as these levels may know."""
        return read_points(self.kind, [at(level, self.points) for level in levels])

    def lock(self) -> IndexState:
        """Writers of one index take turns: two edits of one bitmap must not overwrite each other.

        The data version is locked first, always: whoever logs a change before writing the index, or after,
        takes the two locks in one order.
        """
        versions.bump(self.kind)
        return generations.locked(self.kind, self.rules)

    def write(self, prepared: Prepared) -> None:
        """The lines as they were prepared; the caller holds the lock."""
        for new in prepared.new:
            bulk.insert(Posting, ("index", "field", "value", "members"), new)
        for changed in prepared.changed:
            bulk.update(Posting, ("members",), changed)
        for start in range(0, len(prepared.gone), BATCH):
            Posting.objects.filter(pk__in=prepared.gone[start : start + BATCH]).delete()
        if not prepared.is_next:  # points follow no rules: no generation has its own
            write_points(self.kind, prepared.moves)
        self._forget(prepared.label, sorted(prepared.gone_words))

    def sort(self, label: str) -> None:
        """Write every order anew."""
        for name, order in self.orders.items():
            members = array("I", self.rows().order_by(*order).values_list("pk", flat=True).iterator(20_000))
            Ordering.objects.update_or_create(index=label, name=name, defaults={"members": members.tobytes()})

    def _learn(self, label: str, new_words: set[str]) -> None:
        if new_words:
            with transaction.atomic(savepoint=False):
                generations.locked(self.kind, self.rules)
                lexicon.learn(label, sorted(new_words))

    def _forget(self, label: str, words_gone: list[str]) -> None:
        """Words that no line holds any more, whatever the field and the level."""
        fields = [at(level, place) for place in WORDS for level in self.levels]
        for start in range(0, len(words_gone), BATCH):
            some = words_gone[start : start + BATCH]
            rows = Posting.objects.filter(
                index=label, field__in=fields, value__in=[word.encode() for word in some]
            )
            kept = {bytes(value).decode() for value in rows.order_by().values_list("value", flat=True)}
            lexicon.forget(label, [word for word in some if word not in kept])

    def _reorder(self, row: Model, label: str, *, keep: bool) -> None:
        for name, order in self.orders.items():
            stored, _made = Ordering.objects.get_or_create(index=label, name=name, defaults={"members": b""})
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


def up_to(last: int, lines: Iterable[Change]) -> Iterator[Change]:
    """The same lines for the rows up to a number only."""
    rows = BitMap(range(last + 1))
    return ((pair, come & rows, gone & rows) for pair, come, gone in lines)


def pairs(keys: Keys | None) -> set[tuple[str, str]]:
    """Every (field, value) of a row."""
    return {
        (field, value[:LONGEST_VALUE]) for field, values in (keys or {}).items() for value in values if value
    }


def words_of(texts: Iterable[str]) -> set[str]:
    """The folded words under which texts are found."""
    return {word for text in texts for word in words(text)}
