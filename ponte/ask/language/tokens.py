"""An expression cut into its words."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ponte.ask.language.mistakes import Mistake

LONGEST = 5_000  # characters
NAME = r"[A-Za-z_][A-Za-z0-9_.\-]*"
_WORDS = re.compile(
    rf"""\s*(?:
      (?P<reference>\$\{{\s*(?P<referred>{NAME})\s*\}})
    | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<name>(?:jr:)?{NAME})
    | (?P<up>\.\.(?:/\.\.)*)
    | (?P<dot>\.)
    | (?P<sign><=|>=|!=|[-+*=<>(),])
    )""",
    re.VERBOSE,
)
_SPACE = re.compile(r"\s*\Z")
CURLY = "“”‘’„«»"
# What XPath has and forms of ours have not, by what gives it away.
FOREIGN = {
    "[": "[…]",
    "]": "[…]",
    "/": "/path/to/a/question",
    "|": "|",
    "@": "@attribute",
    ":": "axis::",
    "!": "!",
    "&": "&",
    "%": "%",
    ";": ";",
}


@dataclass(frozen=True)
class Token:
    """A word: what sort of word, what it says, and at which character it begins."""

    sort: str
    says: str
    at: int


def cut(text: str) -> list[Token]:
    """The words of an expression. Refused, by name, at the first thing that is none of the language."""
    if len(text) > LONGEST:
        raise Mistake(
            _("This expression has %(length)d characters. At most %(most)d can be worked out.")
            % {"length": len(text), "most": LONGEST}
        )
    tokens, at = [], 0
    while not _SPACE.match(text, at):
        found = _WORDS.match(text, at)
        if found is None:
            raise Mistake(_why_not(text[at:].lstrip(), at))
        sort = str(found.lastgroup)
        if sort == "referred":
            sort = "reference"
        says = found["referred"] if sort == "reference" else found[sort]
        tokens.append(Token(sort, says[1:-1] if sort == "text" else says, found.start(sort)))
        at = found.end()
    return tokens


def _why_not(rest: str, at: int) -> str:
    first = rest[0]
    if first in CURLY:
        return _("“%(sign)s” is a typographic quotation mark. Use straight ones: 'text'.") % {"sign": first}
    if first in "'\"":
        return _("The quotation mark at character %(at)d is never closed.") % {"at": at + 1}
    if rest.startswith("${last-saved"):
        return _("“%(what)s” is not supported here.") % {"what": "${last-saved#…}"}
    if first == "$":
        return _("After “$” comes the name of a question in braces: ${name}.")
    if first in FOREIGN:
        return _("“%(what)s” is not supported here. Name a question as ${name}.") % {"what": FOREIGN[first]}
    return _("“%(sign)s” at character %(at)d means nothing here.") % {"sign": first, "at": at + 1}
