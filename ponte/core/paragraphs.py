"""A text that several people write at once, put together paragraph by paragraph; nothing anybody wrote is lost.

A paragraph is a line. What only one person changed is taken; where two changed the same paragraph both texts stay,
one after the other, and are told as doubled so that somebody settles it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = Sequence[str]


@dataclass(frozen=True)
class Doubled:
    """One paragraph (or a run of them) that now stands twice: as it was there already, and as it came in."""

    there: str
    came: str


@dataclass(frozen=True)
class Merged:
    """The text with everything in it, and what stands twice."""

    text: str
    doubled: tuple[Doubled, ...] = ()


def merge(*, base: str, mine: str, theirs: str) -> Merged:
    """`mine` began as `base`; meanwhile `theirs` is what is kept. What either changed is in the result."""
    if theirs in (base, mine):
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    lines: list[str] = []
    doubled: list[Doubled] = []
    for was, own, other in _chunks(_lines(base), _lines(mine), _lines(theirs)):
        for part in _settled(was, own, other):
            lines += part if isinstance(part, list) else [*_lines(part.there), *_lines(part.came)]
            doubled += [part] if isinstance(part, Doubled) else []
    return Merged("\n".join(lines), tuple(doubled))


def follow(part: str, *, before: str, after: str) -> str | None:
    """What became of some paragraphs when the text around them changed; None when they are gone."""
    old, wanted = _lines(before), _lines(part)
    start = next((at for at in range(len(old)) if old[at : at + len(wanted)] == wanted), None)
    if start is None:
        return None
    new = _lines(after)
    first, last = _mapped(old, new, start, is_end=False), _mapped(old, new, start + len(wanted), is_end=True)
    return "\n".join(new[first:last]) or None


def without(text: str, part: str) -> str:
    """The text when these paragraphs go, once, from their last place; as it is when they are not in it."""
    lines, wanted = _lines(text), _lines(part)
    for at in range(len(lines) - len(wanted), -1, -1):
        if lines[at : at + len(wanted)] == wanted:
            return "\n".join([*lines[:at], *lines[at + len(wanted) :]])
    return text


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []


def _chunks(base: Lines, mine: Lines, theirs: Lines) -> Iterator[tuple[list[str], list[str], list[str]]]:
    """Pieces of the three texts that belong together: those all agree on, and what lies between."""
    at = own = other = 0
    for start, in_mine, in_theirs, size in _agreed(base, mine, theirs):
        yield list(base[at:start]), list(mine[own:in_mine]), list(theirs[other:in_theirs])
        same = list(base[start : start + size])
        yield same, same, same
        at, own, other = start + size, in_mine + size, in_theirs + size


def _agreed(base: Lines, mine: Lines, theirs: Lines) -> Iterator[tuple[int, int, int, int]]:
    """Runs of the base that stand in both: where, where in mine, where in theirs, how many; the last is empty."""
    ours, others = _blocks(base, mine), _blocks(base, theirs)
    one = two = 0
    while one < len(ours) and two < len(others):
        (a, in_mine, size_a), (b, in_theirs, size_b) = ours[one], others[two]
        start, end = max(a, b), min(a + size_a, b + size_b)
        if start < end:
            yield start, in_mine + start - a, in_theirs + start - b, end - start
        if a + size_a < b + size_b:
            one += 1
        else:
            two += 1
    yield len(base), len(mine), len(theirs), 0


def _blocks(before: Lines, after: Lines) -> list[tuple[int, int, int]]:
    found = SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    return [(block.a, block.b, block.size) for block in found if block.size]


def _settled(was: list[str], own: list[str], other: list[str]) -> list[list[str] | Doubled]:
    """One piece: whoever changed it, or both when two did."""
    if other in (own, was):
        return [own]
    if own == was or _holds(other, own):
        return [other]
    if len(was) == len(own) == len(other) > 1:
        lines = zip(was, own, other, strict=True)
        return [part for a, b, c in lines for part in _settled([a], [b], [c])]
    if was and (grown := _grown(was, own, other) or _grown(was, other, own)):
        return [grown]
    if not was or not _has_words(own) or not _has_words(other):
        return [[*other, *own]]  # both wrote something new here, or one deleted what the other wrote on
    return [Doubled("\n".join(other), "\n".join(own))]


def _grown(was: list[str], longer: list[str], changed: list[str]) -> list[str] | None:
    """Somebody only added paragraphs around what somebody else changed: all of it belongs there."""
    for at in range(len(longer) - len(was) + 1):
        if longer[at : at + len(was)] == was:
            return [*longer[:at], *changed, *longer[at + len(was) :]]
    return None


def _holds(lines: list[str], part: list[str]) -> bool:
    """It came before: a browser that got no answer sends again."""
    return bool(part) and any(lines[at : at + len(part)] == part for at in range(len(lines)))


def _has_words(lines: list[str]) -> bool:
    return any(line.strip() for line in lines)


def _mapped(old: Lines, new: Lines, place: int, *, is_end: bool) -> int:
    """Where a border between two paragraphs went."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        inside = i1 < place <= i2 if is_end else i1 <= place < i2
        if inside and (tag == "equal" or i2 - i1 == j2 - j1):
            return j1 + place - i1
        if inside:
            return j2 if is_end else j1
    return 0 if is_end and place == 0 else len(new)
