"""What the sweep puts into the addresses of calls: one for everybody, one for who signed in, one being written."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from ponte.fund.actions import call_parts, call_questions
from ponte.fund.models import Call
from tests.factories import calls, cast
from tests.factories.map import organisation

Fill = Callable[[dict[str, Any]], list[dict[str, Any]]]


def things(hidden: str, members: str) -> dict[str, Any]:
    """Calls with a question nobody answered, an answered one, an invitation nobody was told of, and a file."""
    rows = [
        calls.call(title="Relief"),
        calls.call(title=members, visibility="members"),
        calls.call(title=hidden, visibility="office"),
        calls.call(title=hidden, state="draft", published_at=None),
    ]
    return {"calls": rows} | {"call_parts": [around(row, hidden) for row in rows]}


def around(call: Call, hidden: str) -> dict[str, int]:
    """What hangs on a call; the first is published, so its questions are asked as people ask them."""
    chiara, farid = cast.chiara(), cast.farid()
    paper = SimpleUploadedFile("guide.txt", b"How it works")
    given = {"title": "Guide", "language": "en", "by": chiara, "reason": "It was missing."}
    club = organisation(name=f"{hidden} club", visibility="office")
    found = {
        "file": call_parts.add_file(call, paper, **given).pk,
        "invitation": call_parts.invite(call, club, by=chiara).pk,
    }
    if farid.has_perm("fund.ask_call", call):
        call_questions.ask(call, f"May {hidden} apply?", language="en", by=farid)
        row = call_questions.ask(call, f"Who is {hidden}?", language="en", by=farid)
        words = {"question": "Who may apply?", "answer": "Associations", "language": "en"}
        found["question"] = call_questions.answer(row, by=chiara, **words).pk
    return found


def of_calls(**more: Any) -> Fill:
    """Each of the calls."""
    return lambda made: [{"reference": row.reference, **more} for row in made["calls"]]


def with_part(part: str, **more: Any) -> Fill:
    """What hangs on each of them."""
    return lambda made: [
        {"reference": row.reference, "pk": parts[part], **more}
        for row, parts in zip(made["calls"], made["call_parts"], strict=True)
        if part in parts
    ]


PARTS = ("what", "texts", "money", "dates", "scope", "rules", "invited", "questions", "criteria", "budget")
FILLED: dict[str, Fill] = {
    **{f"fund:call{name}": of_calls() for name in ("", "_edit", "_clone", "_history", "_ask", "_questions")},
    "fund:call_step": of_calls(name="cancel"),
    "fund:call_part": lambda made: [
        values | {"name": name} for values in of_calls()(made)[::3] for name in (*PARTS, "decision", "files")
    ],
    "fund:call_part_remove": lambda made: [
        *with_part("invitation", name="invited")(made),
        *with_part("file", name="files")(made),
    ],
    "fund:call_file": with_part("file"),
    **{
        f"fund:call_{name}": with_part("question") for name in ("answer", "question_texts", "question_remove")
    },
}
