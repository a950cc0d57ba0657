"""What somebody looks for in a list of applications, read from the address and written back into it."""

from urllib.parse import urlencode

from django.http import QueryDict

from ponte.core import places
from ponte.core.references import normalise
from ponte.core.text import clean
from ponte.fund.models.vocabulary import ApplicationState, Channel
from ponte.fund.queries.applications import ORDERS, Wanted
from ponte.map.models.vocabulary import Sector

LONGEST = 100
NAMES = {"text": "q", "call": "call", "state": "state", "sector": "sector", "country": "country"}
NAMES |= {"channel": "channel", "late": "late", "order": "sort"}


def read_wanted(data: QueryDict) -> Wanted:
    """What cannot be meant is left out: an old link still answers."""
    return Wanted(
        text=clean(data.get("q", ""))[:LONGEST],
        call=normalise(data.get("call", "")[:20]),
        state=one_of(data.get("state", ""), ApplicationState.values),
        sector=one_of(data.get("sector", ""), Sector.values),
        country=one_of(data.get("country", ""), places.countries()),
        channel=one_of(data.get("channel", ""), Channel.values),
        late="late" in data,
        order=one_of(data.get("sort", ""), ORDERS),
    )


def one_of(value: str, known: object) -> str:
    """The value, when it is one of these."""
    return value if value in known else ""  # type: ignore[operator]


def address_of(wanted: Wanted) -> str:
    """The same as an address."""
    given = {short: getattr(wanted, name) for name, short in NAMES.items()}
    return urlencode({short: 1 if value is True else value for short, value in given.items() if value})
