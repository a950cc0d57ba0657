"""From words to a tree: the grammar of XPath 1.0 without paths, by one function for each level of binding."""

from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext as _

from ponte.ask.language.functions import FUNCTIONS
from ponte.ask.language.mistakes import Mistake
from ponte.ask.language.tokens import Token, cut
from ponte.ask.language.tree import Call, Current, Literal, Node, Operation, Reference, Up

DEEPEST = 40  # parentheses within parentheses
LARGEST = 1_000  # parts of one expression
# From what binds loosest to what binds tightest.
LEVELS: tuple[frozenset[str], ...] = (
    frozenset({"or"}),
    frozenset({"and"}),
    frozenset({"=", "!="}),
    frozenset({"<", "<=", ">", ">="}),
    frozenset({"+", "-"}),
    frozenset({"*", "div", "mod"}),
)
# Functions of XLSForm that are not worked out here, and why.
REFUSED: dict[str, Callable[[], str]] = {
    "pulldata": lambda: _("files beside the form are not kept"),
    "instance": lambda: _("files beside the form are not kept"),
    "random": lambda: _("the same answers would give another result each time"),
    "uuid": lambda: _("the same answers would give another result each time"),
    "randomize": lambda: _("everybody sees the same order"),
    "property": lambda: _("nothing is asked of the device"),
    "current": lambda: _("name a question as ${name}"),
}


def parse(text: str, *, columns: bool = False) -> Node:
    """The tree of an expression. With `columns`, bare names are columns of the choices (choice_filter).

    Raises Mistake, saying what is wrong or naming what is not supported.
    """
    tokens = cut(text)
    if not tokens:
        raise Mistake(_("The expression is empty."))
    reader = _Reader(tokens, columns=columns)
    node = reader.level(0)
    reader.expect_end()
    return node


class _Reader:
    def __init__(self, tokens: list[Token], *, columns: bool) -> None:
        self.tokens, self.columns = tokens, columns
        self.place = self.depth = self.size = 0

    @property
    def next(self) -> Token | None:
        return self.tokens[self.place] if self.place < len(self.tokens) else None

    def take(self) -> Token:
        token = self.next
        if token is None:
            raise Mistake(_("The expression stops too early: something is missing at its end."))
        self.place += 1
        return token

    def says(self, *signs: str) -> bool:
        token = self.next
        return token is not None and token.sort in ("sign", "name") and token.says in signs

    def expect(self, sign: str) -> None:
        if not self.says(sign):
            found = self.next.says if self.next else _("the end")
            raise Mistake(_("“%(sign)s” is missing before “%(found)s”.") % {"sign": sign, "found": found})
        self.place += 1

    def expect_end(self) -> None:
        if self.next is not None:
            raise Mistake(
                _("“%(found)s” at character %(at)d is one thing too many. Is an operator missing before it?")
                % {"found": self.next.says, "at": self.next.at + 1}
            )

    def grow(self) -> None:
        self.size += 1
        if self.size > LARGEST:
            raise Mistake(_("This expression has too many parts. Divide it into several calculations."))

    def level(self, height: int) -> Node:
        if height == len(LEVELS):
            return self.minus()
        node = self.level(height + 1)
        while self.says(*LEVELS[height]):
            self.grow()
            node = Operation(self.take().says, node, self.level(height + 1))
        return node

    def minus(self) -> Node:
        count = 0
        while self.says("-"):
            self.take()
            self.grow()
            count += 1
        node = self.primary()
        return node if count == 0 else Operation("-", node if count % 2 else Operation("-", node))

    def primary(self) -> Node:
        self.grow()
        token = self.take()
        match token.sort:
            case "number":
                return Literal(Decimal(token.says))
            case "text":
                return Literal(token.says)
            case "reference":
                return Reference(token.says)
            case "dot":
                return Current()
            case "up":
                return Up(token.says.count(".."))
            case "name":
                return self.named(token)
        if token.says == "(":
            return self.within(self.inner)
        raise Mistake(
            _("“%(found)s” at character %(at)d stands where a value is expected.")
            % {"found": token.says, "at": token.at + 1}
        )

    def within(self, read: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > DEEPEST:
            raise Mistake(_("This expression has too many parentheses within each other."))
        node = read()
        self.depth -= 1
        return node

    def inner(self) -> Node:
        node = self.level(0)
        self.expect(")")
        return node

    def named(self, token: Token) -> Node:
        if self.says("("):
            return self.within(lambda: self.call(token.says))
        if self.columns:
            return Reference(token.says, bare=True)
        raise Mistake(
            _(
                "“%(name)s” is neither a function nor a text. Write ${%(name)s} for a question, '%(name)s' for a text."
            )
            % {"name": token.says}
        )

    def call(self, name: str) -> Node:
        self.expect("(")
        arguments: list[Node] = []
        while not self.says(")"):
            if arguments:
                self.expect(",")
            arguments.append(self.level(0))
        self.expect(")")
        return checked_call(name, tuple(arguments))


def checked_call(name: str, arguments: tuple[Node, ...]) -> Call:
    """A call of a function we have, with as many arguments as it takes."""
    if name in REFUSED:
        raise Mistake(
            _("The function %(name)s() is not supported here: %(why)s.")
            % {"name": name, "why": REFUSED[name]()}
        )
    function = FUNCTIONS.get(name)
    if function is None:
        raise Mistake(_("The function %(name)s() is not supported here.") % {"name": name})
    if len(arguments) < function.least or (function.most is not None and len(arguments) > function.most):
        raise Mistake(
            _("The function %(name)s() does not take %(count)d arguments.")
            % {"name": name, "count": len(arguments)}
        )
    if function.even and len(arguments) % 2 == 0:
        raise Mistake(_("The function %(name)s() needs an index after each group.") % {"name": name})
    for place in function.names:
        if place < len(arguments) and not isinstance(arguments[place], Reference):
            raise Mistake(_("The function %(name)s() needs a question as ${name} here.") % {"name": name})
    return Call(name, arguments)
