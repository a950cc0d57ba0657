"""Questionnaires as the office lists them."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from ponte.ask.models import Questionnaire, Version


def listed() -> QuerySet[Questionnaire]:
    """All, the newest first, with the number and state of the newest version and how many submitted."""
    newest = Version.objects.filter(questionnaire=OuterRef("pk")).order_by("-number")
    return Questionnaire.objects.annotate(
        newest_number=Subquery(newest.values("number")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
        published_number=Subquery(newest.filter(state="published").values("number")[:1]),
        submitted=Count("responses", filter=Q(responses__state="submitted")),
    ).order_by("-made_at", "-pk")


def versions_of(questionnaire: Questionnaire) -> list[Version]:
    """The versions, the newest first, with how many answers each has."""
    rows = questionnaire.versions.select_related("questionnaire", "published_by").annotate(
        answered=Count("responses")
    )
    return list(rows.order_by("-number"))
