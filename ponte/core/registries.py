"""Registries: what higher domains tell the house in AppConfig.ready(), so that it need not know them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, BinaryIO, Generic, NamedTuple, TypeVar

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise

T = TypeVar("T")
EVERY_KIND = "*"  # stands for the data versions of all kinds


class Registry(Generic[T]):
    """Entries by name, in the order they came; a name is taken once."""

    def __init__(self) -> None:
        self._entries: dict[str, T] = {}

    def add(self, name: str, entry: T) -> T:
        """Register; names start with the domain ("map.organisations"). Raises ValueError when taken."""
        if name in self._entries:
            raise ValueError(f"{name} is registered already.")
        self._entries[name] = entry
        return entry

    def __getitem__(self, name: str) -> T:
        return self._entries[name]

    def items(self) -> Iterator[tuple[str, T]]:
        """Names with their entries."""
        return iter(tuple(self._entries.items()))

    def __iter__(self) -> Iterator[T]:
        return iter(tuple(self._entries.values()))

    def __len__(self) -> int:
        return len(self._entries)


class Column(NamedTuple):
    """What one column of a list is; `vocabulary` is where its codes are explained, if it holds codes."""

    name: str
    says: str
    vocabulary: str = ""


@dataclass(frozen=True)
class OpenData:
    """One list on the page of open data; `kind` is the data version that tells its date of update.

    feed     the address where its changes are told
    columns  what stands in each column, asked in the language of the reader
    """

    title: str | Promise
    url_name: str
    formats: tuple[str, ...]
    licence: str
    kind: str
    description: str | Promise = ""
    feed: str = ""
    columns: Callable[[], Sequence[Column]] = tuple


@dataclass(frozen=True)
class Indexed:
    """Pages that search engines may show: how many, and the reference of each with the moment it changed."""

    url_name: str
    count: Callable[[], int]
    pages: Callable[[int, int], Iterator[tuple[str, datetime]]]  # from one to another


@dataclass(frozen=True)
class Task:
    """Something that waits for a person, on their desk; `when` it is due or since when it waits."""

    title: str | Promise
    url: str
    when: datetime | date | None = None


@dataclass(frozen=True)
class Panel:
    """A part of a page that another domain provides."""

    template: str
    context: dict[str, Any]


@dataclass(frozen=True)
class Holding:
    """Something the house keeps about a person; `erase(by=, reason=)` does what was promised of it.

    by_name   only the name matches, so somebody has to see whether it is the same person
    stays     why it is not erased; empty when it goes
    """

    key: str
    label: str | Promise
    fields: dict[str, str]
    erase: Callable[..., object]
    url: str = ""
    by_name: bool = False
    stays: str | Promise = ""


@dataclass(frozen=True)
class Cloning:
    """What a domain copies when an engagement is made from another, without its data.

    preview   the lines that tell what would be made; the source None is the template that is built in
    copy      `copy(source, target, by=, made=)`: makes it. `made` is {(kind, key in the source): new thing}, so
              that a domain that comes later finds what earlier ones made, and adds what it makes itself
    """

    title: str | Promise
    preview: Callable[[Any], list[str]]
    copy: Callable[..., None]


# From an address in lower case (or nothing) and a name: everything kept about whoever that is.
Find = Callable[[str, str], list[Holding]]
TasksOf = Callable[[Any], list[Task]]
# From the request and the thing the page is about; None means there is nothing to show.
Provide = Callable[[HttpRequest, Any], dict[str, Any] | None]


class Slot:
    """A named place on a page that higher domains fill."""

    def __init__(self) -> None:
        self._fillings: list[tuple[str, Provide]] = []
        self.kinds: set[str] = set()

    def add(self, template: str, provide: Provide, *, kinds: Iterable[str] = (EVERY_KIND,)) -> None:
        """Show this template here whenever `provide(request, subject)` gives a context.

        `kinds` are the data versions that count on when what a visitor sees of it changes; none for what visitors
        never see. Whoever does not say has the page made anew after any change in the house.
        """
        self._fillings.append((template, provide))
        self.kinds.update(kinds)

    def panels(self, request: HttpRequest, subject: Any) -> list[Panel]:
        """What to show to this visitor for this thing, in the order of registration."""
        given = ((template, provide(request, subject)) for template, provide in self._fillings)
        return [Panel(template, context) for template, context in given if context is not None]


class PageSlots:
    """All slots; one exists as soon as somebody names it, so neither side must come first."""

    def __init__(self) -> None:
        self._slots: dict[str, Slot] = {}

    def slot(self, name: str) -> Slot:
        """The slot of this name: `slot("map.organisation.panels")`."""
        return self._slots.setdefault(name, Slot())


open_data: Registry[OpenData] = Registry()
tasks: Registry[TasksOf] = Registry()
indexed: Registry[Indexed] = Registry()
holdings: Registry[Find] = Registry()
cloning: Registry[Cloning] = Registry()
# What the demo office has of each domain: called with its people by key, after organisations, in this order.
demo_stages: Registry[Callable[[Mapping[str, Any]], None]] = Registry()
# By the name of a standard: from an open file, (level, sentence) for each finding; "error" is one that counts.
standards: Registry[Callable[[BinaryIO], Iterable[tuple[str, str]]]] = Registry()
page_slots = PageSlots()
slot = page_slots.slot


def tasks_of(user: Any) -> list[Task]:
    """What waits for this person, the oldest or most urgent first, what has no date last."""
    found = [task for tell in tasks for task in tell(user)]
    return sorted(found, key=lambda task: (task.when is None, _moment(task.when)))


def held_about(address: str, name: str) -> list[Holding]:
    """Everything the house keeps about a person, what is found by the address first."""
    found = [holding for find in holdings for holding in find(address.strip().lower(), name.strip())]
    return sorted(found, key=lambda holding: holding.by_name)


def _moment(when: datetime | date | None) -> datetime:
    if isinstance(when, datetime):
        return when
    return timezone.make_aware(datetime.combine(when or date.min.replace(year=1970), time.min))
