"""Web addresses, mails, numbers and codes in the form in which two ways to write one are equal."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from ponte.core.text import fold

_BEFORE_HOST = re.compile(r"^(?:www\d?|m|mobile|web|[a-z]{2}-[a-z]{2})\.(?=[^.]+\.)")
_ID_AT_END = re.compile(r"(?:^|[-/])(\d{6,})$")


def _hosts(where: str) -> frozenset[str]:
    with (Path(__file__).parent / "shared_hosts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return frozenset(row["host"] for row in rows if row["where everybody may have"] == where)


# Sites where everybody has a page: the host says nothing, the page does.
SHARED_HOSTS = _hosts("a page")
SHARED_MAILS = _hosts("a mail box")
_FACEBOOK = {"fb.com": "facebook.com", "fb.me": "facebook.com", "facebook.it": "facebook.com"}
DIGITS_THAT_COUNT = 9
SHORTEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Web:
    """A page: the site it is on and where. `site` is empty where everybody may have a page."""

    page: str
    site: str


def web_of(address: str) -> Web | None:
    """An address without scheme, www, language, closing slash; None for what is no address."""
    text = address.strip()
    if not text or " " in text:
        return None
    try:
        parts = urlsplit(text if "://" in text else f"//{text}", scheme="https")
        host = _BEFORE_HOST.sub("", (parts.hostname or "").lower().rstrip("."))
    except ValueError:
        return None
    if "." not in host:
        return None
    host = _FACEBOOK.get(host, host)
    path = unquote(parts.path).rstrip("/").lower()
    if host == "facebook.com":
        path = _on_facebook(path, parts.query)
    elif host == "youtube.com" or not path:
        path += f"?{parts.query}" if parts.query and host in SHARED_HOSTS else ""
    shared = host in SHARED_HOSTS
    return None if shared and not path else Web(host + path, "" if shared else host)


def _on_facebook(path: str, query: str) -> str:
    """The number of a page where the address has one; a name without the dots that Facebook does not see."""
    if given := parse_qs(query).get("id"):
        return f"/{given[0]}"
    path = path.removeprefix("/pg").removeprefix("/people").removeprefix("/pages")
    if number := _ID_AT_END.search(path):
        return f"/{number[1]}"
    first = path.strip("/").split("/")
    if first[0] == "groups" and len(first) > 1:
        return f"/groups/{first[1]}"
    return f"/{first[0].replace('.', '')}" if first[0] else ""


def mail_of(address: str) -> str:
    """A mail address in small letters; what stands after a plus is dropped."""
    box, _at, domain = address.strip().lower().rpartition("@")
    return f"{box.split('+')[0]}@{domain}" if box and "." in domain else ""


def domain_of(mail: str) -> str:
    """The domain of a mail address, where it belongs to somebody; "" where everybody may have a box."""
    domain = mail.rpartition("@")[2]
    return "" if domain in SHARED_MAILS else domain


def number_of(phone: str) -> str:
    """The last digits of a telephone number: with and without the code of the country they are the same."""
    digits = "".join(char for char in fold(phone) if char.isdigit())
    return digits[-DIGITS_THAT_COUNT:] if len(digits) >= SHORTEST_NUMBER else ""


def code_of(value: str) -> str:
    """An identifier without blanks, dots and dashes."""
    return "".join(char for char in fold(value) if char.isalnum())
