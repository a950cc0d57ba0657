"""Finding: how much work a search and a suggestion are, and how often the record that was meant is among the first.

Asked about the invented register: two words of a name as they are, with one slip, in the script of the name, and as
somebody else writes that script in Latin letters.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from random import Random
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client

from bench import meters
from bench.bringing_in import REGISTER
from bench.register import LETTERS, pairs
from bench.results import Row
from ponte.core.finding import rebuilding
from ponte.core.models import LexiconLine
from ponte.core.models.posting import Posting
from ponte.core.text import words
from ponte.map.queries.index import organisations
from ponte.map.queries.organisations import BEST, Search, find

ASKED, FIRST, SEED = 300, 10, 23
# One of the shares that were missed, at most.
GOALS = {"as written": 0.01, "one slip": 0.03, "own script": 0.01, "in other letters": None}
Question = tuple[str, str]  # (typed, the name of the record that is meant)


def questions(size: int) -> dict[str, list[Question]]:
    """What people type, and whom they mean."""
    random = Random(SEED)  # noqa: S311
    asked: dict[str, list[Question]] = {kind: [] for kind in GOALS}
    known = list(pairs(size, REGISTER))
    for row, elsewhere in random.sample(known, min(size, 3 * ASKED)):
        name = row["name"]
        last = words(name)[-2:]
        asked["as written"].append((" ".join(last), name))
        asked["one slip"].append((" ".join(slipped(random, last)), name))
        if row["other_names"]:
            asked["own script"].append((inside(random, row["other_names"]), name))
            asked["in other letters"].append((elsewhere, name))
    return {kind: some[:ASKED] for kind, some in asked.items()}


def slipped(random: Random, some: Sequence[str]) -> list[str]:
    """One letter too many, too few, another or two swapped, in the longest word."""
    word = max(some, key=len)
    if len(word) < 4:
        return list(some)
    at, letter = random.randrange(1, len(word) - 1), random.choice(LETTERS)
    wrong = random.choice(
        (
            word[:at] + letter + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
        )
    )
    return [wrong if one == word else one for one in some]


def inside(random: Random, name: str) -> str:
    """A native name as it is; of one without blanks all but its ends, as people remember it."""
    return name[1:-1] if " " not in name and len(name) > 4 and random.random() < 0.5 else name


def rank(question: Question) -> int:
    """The place of the record that is meant, from 0; FIRST when it is not among the first."""
    typed, wanted = question
    search = Search(text=typed)
    found = find(search, AnonymousUser())
    keys = found.numbers(BEST, start=0, length=FIRST)
    names = dict(organisations.rows().filter(pk__in=keys).order_by().values_list("pk", "name"))
    return next((place for place, key in enumerate(keys) if names[key] == wanted), FIRST)


def calls(client: Client, address: str, some: Sequence[Question]) -> list[Callable[[], object]]:
    """Pages of these questions."""
    return [partial(client.get, f"{address}?{urlencode({'q': typed})}") for typed, _name in some[:60]]


def rows(size: int) -> Iterator[Row]:
    """Every row of the table."""
    asked, client, vendor = questions(size), Client(), connection.vendor
    for kind, some in asked.items():
        missed = sum(rank(question) == FIRST for question in some) / len(some)
        what = f"find {kind}, {size:,} rows: 1 - recall at {FIRST}"
        yield Row(vendor, what, missed, GOALS[kind], "")
    mixed = [question for some in zip(*asked.values(), strict=False) for question in some]
    for what, address, most, goal in (
        ("search", "/en/organisations/", 10, 30),
        ("suggestions", "/en/organisations/suggestions/", 10, 5),
    ):
        pages = calls(client, address, mixed)
        count = max(meters.statements(page) for page in pages[:30])
        yield Row(vendor, f"{what}, {size:,} rows", count, most, "SQL statements")
        yield Row(vendor, f"{what}, {size:,} rows", meters.cpu_ms(pages), goal, "ms CPU")
    beginnings = [(typed[:length], "") for typed, _name in asked["as written"][:15] for length in (2, 3, 5)]
    pages = calls(client, "/en/organisations/suggestions/", beginnings)
    yield Row(vendor, f"suggestions of beginnings, {size:,} rows", meters.cpu_ms(pages), 5, "ms CPU")
    yield Row(vendor, f"index, {size:,} rows", Posting.objects.count() / size, None, "lines a row")
    yield Row(vendor, f"lexicon, {size:,} rows", LexiconLine.objects.count() / size, None, "lines a row")


def building(size: int) -> Iterator[Row]:
    """Building the index anew: all of it, and the longest step, for which others wait."""
    with meters.longest_transaction() as longest:
        spent = meters.cpu_ms_once(lambda: rebuilding.rebuild(organisations)) / 1000
    what = f"build the index anew, {size:,} rows"
    yield Row(connection.vendor, what, spent, None, "s CPU")
    yield Row(connection.vendor, f"{what}: longest transaction", longest[0], 2, "s CPU")
