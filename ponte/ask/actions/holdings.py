"""What answers keep about a person, and how it goes when they ask."""

from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.ask.actions import uploads
from ponte.ask.document.stored import told
from ponte.ask.models import Answer, Response, Upload
from ponte.ask.queries.uploads import target_of
from ponte.core import changes, files, verbs
from ponte.core.registries import Holding


def find(address: str, name: str) -> list[Holding]:
    """Answers of a person about themself. What they answered for others stays with those."""
    if not address:
        return []
    people = get_user_model()._default_manager.filter(email=address).values_list("pk", flat=True)
    rows = Response.objects.filter(subject__in=[f"ask.person:{pk}" for pk in people])
    return [
        Holding(
            key=f"ask.response:{row.pk}",
            label=_("Answers: %(title)s") % {"title": row.questionnaire},
            fields=answers_as_text(row),
            erase=partial(erase, row),
            url=row.get_absolute_url(),
        )
        for row in rows.select_related("questionnaire", "version").order_by("pk")
    ]


def answers_as_text(response: Response) -> dict[str, str]:
    """Questions with what was answered."""
    form, language = response.version.form, get_language() or "en"
    found = {}
    for path, value in Answer.objects.filter(response=response).order_by("path").values_list("path", "value"):
        where = form.where(path)
        if where and not where[0].item.is_container and (text := told(form, where[0].item, value, language)):
            found[next(iter(where[0].item.label.values()), path)] = text
    return found


@transaction.atomic
def erase(response: Response, *, by: Any, reason: str) -> None:
    """Answers and files go; that there were some, and when, stays in the log."""
    papers = [answer.file for answer in response.answers.exclude(file=None).select_related("file")]
    response.answers.all().delete()
    uploads.let_go(Upload.objects.filter(target=target_of(response)))
    for paper in papers:
        if paper is not None:
            files.discard(paper)
    changes.append(response, by=by, verb=verbs.DELETE, values={}, note=reason)
    response.delete()
