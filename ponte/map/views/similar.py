"""Asking before a record is added that may be there already."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from ponte.map.forms.another import AnotherForm
from ponte.map.queries.likeness import Similar, similar_to
from ponte.map.queries.record import Record


@dataclass(frozen=True)
class Question:
    """Records that are likely the same, and the form that says it is another one. For `map/_similar.html`."""

    similar: list[Similar]
    form: AnotherForm


def question_about(request: HttpRequest, record: Record, *, seen_by: Any = None) -> Question | None:
    """What to ask before adding this record; None when nothing is like it or the person has answered.

    `seen_by`: somebody outside the office, who is shown only what they may see anyway.
    """
    similar = similar_to(record, seen_by=seen_by)
    if not similar:
        return None
    like = {one.organisation.reference for one in similar}
    form = AnotherForm(request.POST if "shown" in request.POST else None, like=like)
    return None if form.is_valid() else Question(similar, form)
