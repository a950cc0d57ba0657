"""Minutes as a message: for the apps in which groups talk, no longer than one of them takes."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.convene.exports.minutes_words import how_of, isolated, when_of
from ponte.convene.queries.paper import Paper

MOST = 4_000  # Telegram takes 4,096, WhatsApp more
MARKS = str.maketrans({"*": "∗", "_": "＿", "~": "∼", "`": "ˋ"})  # they would make words bold or strike them


def message(paper: Paper, *, address: str, most: int = MOST) -> str:
    """Title, decisions and who does what; then of the notes as much as there is room for, and where to read all."""
    with override(paper.language):
        head = [f"*{_own(paper.title.text)}*", when_of(paper), address]
        blocks = ["\n".join(head), *filter(None, [_decisions(paper), _actions(paper)])]
        more = _("The rest is on the page.")
        room = most - len(more) - 2
        text = _cut("\n\n".join(blocks), room, more)
        for row in paper.sections:
            if not row.notes.text:
                continue
            title = " ".join(filter(None, [f"{row.number}." if row.number else "", _own(row.heading.text)]))
            block = f"*{title}*\n{_own(row.notes.text)}"
            if len(text) + len(block) + 2 > room:
                return text if text.endswith(more) else f"{text}\n\n{more}"
            text = f"{text}\n\n{block}"
    return text


def _cut(text: str, room: int, more: str) -> str:
    """Whole lines only: half a decision would be another one."""
    if len(text) <= room:
        return text
    return text[: text.rfind("\n", 0, room)] + f"\n\n{more}"


def _decisions(paper: Paper) -> str:
    rows = [
        f"• {isolated(each.number)} {_own(each.title.text)} ({how_of(each)})"
        for row in paper.sections
        for each in row.decisions
    ]
    return "\n".join([f"*{_('Decisions')}*", *rows]) if rows else ""


def _actions(paper: Paper) -> str:
    rows = []
    for each in paper.actions:
        day = _("until %(day)s") % {"day": date_format(each.due, "DATE_FORMAT")} if each.due else ""
        rows.append("• " + " – ".join(filter(None, [_own(each.title.text), _own(each.owner), day])))
    return "\n".join([f"*{_('Who does what')}*", *rows]) if rows else ""


def _own(text: str) -> str:
    """Whatever people wrote stays in its own direction, line by line, and formats nothing."""
    return "\n".join(isolated(line) for line in text.translate(MARKS).split("\n"))
