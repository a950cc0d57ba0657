"""Two people translate one text, or write down one telling, in one moment: one does, the other reads why not."""

from functools import partial

import pytest
from django.utils import timezone

from ponte.core.changes import history_of
from ponte.core.models import Wording
from ponte.fund.actions.telling import tell
from ponte.fund.actions.translating import Typed, translate
from ponte.fund.models import Application, Verdict
from ponte.fund.queries.translating import lines_of
from tests.danger.test_crowd import at_once
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.fund import application, closed_call
from tests.factories.panels import DECLINE, deciding, released, says

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_one_translates_and_one_tells() -> None:
    office(languages=["en", "ar"])
    row = application(closed_call(), language="ar", title="جوقة", summary="")
    seen = lines_of(row, "en")[0].seen
    people = (cast.chiara(), cast.bruno())
    words = [
        partial(translate, Application.objects.get(pk=row.pk), "en", [Typed("title", text, seen)], by=person)
        for text, person in zip(("Choir", "A choir"), people, strict=True)
    ]
    assert len(at_once(words)) == 1
    assert Wording.objects.get(field="title", language="en").text in {"Choir", "A choir"}
    panel = deciding(90)
    says(panel, DECLINE)
    released(panel)
    verdict = Verdict.objects.get()
    facts = {"how": "phone", "on": timezone.localdate(), "note": ""}
    tells = [partial(tell, Verdict.objects.get(), **facts, by=person) for person in people]
    assert len(at_once(tells)) == 1
    assert history_of(verdict.application).filter(verb="tell").count() == 1
