"""Expressions against the values that ODK's engine (JavaRosa) gives for them."""

from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ponte.ask.language import Budget, Mistake, parse, references, to_text, work_out
from ponte.ask.language.values import Values, number_text

NOW = datetime(2026, 5, 31, 14, 30, tzinfo=UTC)
KNOWN = {
    "age": Decimal(17),
    "name": "Awa",
    "none": "",
    "langs": "ar fr it",
    "born": date(1990, 2, 28),
    "amounts": Values([Decimal("0.10"), Decimal("0.20"), ""]),
    "one_of_it": Values([Decimal(3)]),
}


class Here:
    """Somewhere in a questionnaire."""

    now, language = NOW, "en"

    def __init__(self, current: object = "", steps: int = 10_000) -> None:
        self.budget, self._current = Budget(steps), current

    def value(self, name):
        return KNOWN.get(name, "")

    def column(self, name):
        return {"cf": "texas"}.get(name, "")

    def current(self):
        return self._current

    def position(self, steps):
        return 2 if steps else 5

    def indexed(self, name, indexes):
        return f"{name}@{indexes}"

    def choice_name(self, value, question):
        return f"{question}={value}"


# Expression, and its value as text. From JavaRosa's rules: XPathFuncExpr, XPathEqExpr, XPathCmpExpr.
TABLE = """
1 + 2 * 3 | 7
(1 + 2) * 3 | 9
0.1 + 0.2 = 0.3 | true
1 - -1 | 2
- 3 + 5 | 2
--3 | 3
7 mod 3 | 1
-7 mod 3 | -1
7 mod -3 | 1
1 div 4 | 0.25
1 div 0 | Infinity
-1 div 0 | -Infinity
0 div 0 | NaN
5 mod 0 | NaN
.5 + .5 | 1
2 > 1 and 1 > 2 or true() | true
1 = 1 = true() | true
1 < 2 < 2 | true
'2' = 2 | true
'02' = 2 | true
'02' = '2' | false
'' = 0 | false
'a' < 'b' | false
'' < 1 | false
'' != '' | false
true() = 'x' | true
true() = '' | false
true() + 1 | 2
'abc' + 1 | NaN
'1e3' + 1 | NaN
'3,5' * 2 | 7
string(1.50) | 1.5
string(100) | 100
string(true()) | true
${age} >= 18 | false
${age} = '17' | true
${none} = '' | true
${none} + 1 | NaN
${one_of_it} + 1 | 4
not(${none}) | true
not('false') | false
boolean(0) | false
boolean('0') | true
boolean-from-string('1') | true
boolean-from-string('yes') | false
number('') | NaN
number(true()) | 1
int(-2.7) | -2
int('x') | NaN
round(2.5) | 3
round(-2.5) | -2
round(1.005, 2) | 1.01
round(1234, -2) | 1200
floor(-1.5) | -2
ceiling(1.2) | 2
abs(-5) | 5
pow(2, 10) | 1024
pow(10, 999999999) | Infinity
sqrt(2) * sqrt(2) > 1.999 | true
sqrt(-1) | NaN
sum(${amounts}) | 0.3
count(${amounts}) | 3
count-non-empty(${amounts}) | 2
min(${amounts}) | 0.1
max(3, 9, 4) | 9
min('x') | NaN
join('; ', ${amounts}) | 0.1; 0.2;
if(${age} > 17, 'yes', 'no') | no
if(true(), 'here', regex('x', '(')) | here
coalesce(${none}, ${name}) | Awa
coalesce('', '') |
selected(${langs}, 'fr') | true
selected(${langs}, 'f') | false
selected('', 'fr') | false
selected-at(${langs}, 0) | ar
selected-at(${langs}, 9) |
count-selected(${langs}) | 3
count-selected('') | 0
concat('a', 1, true()) | a1true
contains('ponte', 'on') | true
starts-with('ponte', '') | true
ends-with('ponte', 'te') | true
string-length('ponte') | 5
normalize-space('  a   b ') | a b
substr('ponte', 1) | onte
substr('ponte', 1, 3) | on
substr('ponte', -2) | te
substring-before('a-b-c', '-') | a
substring-after('a-b-c', '-') | b-c
substring-after('abc', '-') |
translate('bar', 'ab', 'A') | Ar
regex('IT-123', '[A-Z]{2}-[0-9]+') | true
regex('xIT-123', '[A-Z]{2}-[0-9]+') | false
today() | 2026-05-31
today() > date('2026-05-30') | true
today() - ${born} | 13241
date(today() + 1) | 2026-06-01
date('2026-02-28') + 1 = date('2026-03-01') + 0 | true
${born} = '1990-02-28' | true
date(0) | 1970-01-01
date('') |
format-date(${born}, '%e/%n/%Y') | 28/2/1990
format-date('', '%Y') |
format-date(${born}, '%d %b %y') | 28 Feb 90
decimal-date-time(date('1970-01-03')) | 2
decimal-time(now()) > 0.5 | true
int((today() - ${born}) div 365.25) | 36
position(..) | 2
position() | 5
indexed-repeat(${name}, ${group}, 2) | name@[('group', 2)]
indexed-repeat(${name}, ${group}, 0) | name@[('group', 1)]
jr:choice-name(${name}, '${name}') | name=Awa
once('fresh') | fresh
checklist(1, 2, true(), false(), true()) | true
weighted-checklist(3, 5, true(), 4, false(), 9) | true
"it's" = "it's" | true
"""
REFUSED = {
    "1 +": "stops too early",
    "(1": "missing",
    "1 2": "one thing too many",
    "because we say so": "neither a function nor a text",
    "pulldata('fruits', 'a', 'b', 'c')": "pulldata",
    "random()": "random",
    "uuid()": "uuid",
    "distance(${name})": "distance",
    "/data/name = 1": "/path",
    "instance('x')": "instance",
    "${a}[1]": "[…]",
    "${last-saved#name}": "last-saved",
    "‘a’ = 'a'": "Use straight ones",
    "'a": "never closed",
    "$name": "in braces",
    "a | b": "not supported",
    "if(1, 2)": "if",
    "indexed-repeat('a', ${b}, 1)": "needs a question",
    "indexed-repeat(${a}, ${b}, 1, ${c})": "index",
    "": "empty",
    "1 = #": "means nothing",
    "(" * 60 + "1" + ")" * 60: "parentheses",
    "+".join(["1"] * 2000): "too many parts",
    "1" * 6000: "characters",
}
FAILING = {
    "regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!', '(a+)+b|(a|aa)+c')": "too long to compare",
    "regex('a', '(')": "no pattern",
    "date('tomorrow')": "is no date",
    "date(99999999999)": "is no date",
    "${amounts} + 1": "3 answers",
    "format-date(today(), '%q')": "%q",
    ".. = 1": "only supported in position",
}
ROWS = [tuple(part.strip() for part in line.rsplit("|", 1)) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("text", "value"), ROWS)
def test_an_expression_has_the_value_odk_gives_it(text: str, value: str) -> None:
    assert to_text(work_out(parse(text), Here())).strip() == value


@pytest.mark.parametrize(("text", "words"), REFUSED.items(), ids=lambda text: text[:30])
def test_what_cannot_be_read_is_refused_by_name(text: str, words: str) -> None:
    with pytest.raises(Mistake, match=words.replace("[", r"\[")):
        parse(text)


@pytest.mark.parametrize(("text", "words"), FAILING.items())
def test_what_has_no_value_says_so(text: str, words: str) -> None:
    with pytest.raises(Mistake, match=words):
        work_out(parse(text), Here())


def test_a_dot_is_the_answer_looked_at_and_a_bare_word_a_column_of_choices() -> None:
    assert work_out(parse(". >= 18"), Here(Decimal(18))) is True
    assert work_out(parse("once('new')"), Here("old")) == "old"
    assert work_out(parse("${state} = cf", columns=True), Here()) is False
    assert work_out(parse("cf = 'texas'", columns=True), Here()) is True
    assert references(parse("${a} + if(${b}, ${a}, 1)")) == ["a", "b"]


def test_steps_are_counted_so_that_no_expression_runs_for_ever() -> None:
    with pytest.raises(Mistake, match="too long to work out"):
        work_out(parse("+".join(["sum(${amounts})"] * 200)), Here(steps=300))


PIECES = """1 0.5 'a' '' ${age} ${amounts} ${born} . .. + - * div mod = != < >= and or ( ) , if( selected( regex(
date( round( pow( substr( position( coalesce( sum( today() concat( translate( format-date( int( log( once("""


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split()), max_size=14).map(" ".join) | st.text(max_size=40))
def test_nothing_written_crashes(text: str) -> None:
    with suppress(Mistake):
        to_text(work_out(parse(text), Here("x")))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**12), max_value=10**12))
def test_numbers_survive_being_written(number: Decimal) -> None:
    assert work_out(parse(f"number('{number_text(number)}')"), Here()) == number
