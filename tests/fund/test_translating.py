"""Translating an application: by a person, for one language, only what changed, nothing lost."""

from typing import Any

import pytest
from django.test import Client

from ponte.accounts.models import Role
from ponte.ask.models import Answer
from ponte.core import changes, wordings
from ponte.core.models import Wording
from ponte.fund.models import Application, Review
from ponte.fund.queries.translating import lines_of
from tests.factories import cast
from tests.factories.accounts import PersonFactory, office
from tests.factories.calls import call as open_call
from tests.factories.fund import application, closed_call
from tests.factories.map import belonging, contact, organisation
from tests.factories.reviews import BLIND, answered, eligible, handed, phase

pytestmark = pytest.mark.django_db
PLAN, OTHER = "نغني معا", "نرقص معا"


def sung(**values: Any) -> Application:
    """An application in Arabic, with an answer in words, one from the profile and a file that is none."""
    given = {"language": "ar", "title": "جوقة", "summary": "", **values}
    return answered(eligible(closed_call(), **given), plan=PLAN, who="Radio Ponte")


def at(row: Application, to: str = "en") -> str:
    return f"{row.get_absolute_url()}translate/?to={to}"


def sent(row: Application, to: str = "en", **texts: str) -> dict[str, str]:
    """What a window sends: everything as it is there now, but for these texts (`plan`, `title`)."""
    data: dict[str, str] = {}
    for line in lines_of(row, to):
        name = line.subject.path if isinstance(line.subject, Answer) else line.key
        data |= {f"text-{line.key}": texts.get(name, line.text), f"seen-{line.key}": line.seen}
    return data


def key() -> str:
    return f"a{Answer.objects.get(path='plan').pk}"


def states() -> dict[str, str]:
    rows = Wording.objects.filter(field="value", is_original=False).order_by("language")
    return {row.language: row.state for row in rows}


def test_the_office_writes_it_and_a_reviewer_reads_it_beside_the_original(client: Client) -> None:
    office(languages=["en", "it", "ar"])
    row = sung()
    review = handed(phase(row.call), row)
    client.force_login(cast.chiara())
    assert f"{row.get_absolute_url()}translate/" in client.get(row.get_absolute_url()).content.decode()
    page = client.get(at(row)).content.decode()
    assert f'<div lang="ar" dir="rtl"><p>{PLAN}</p></div>' in page
    assert 'lang="en"' in page[page.index("textarea") :]
    assert ">Italian<" in page
    assert ">Arabic<" not in page  # it is written in this language
    assert "0 of 3 texts are translated" in page
    draft = sent(row, plan="We sing.") | {"draft": "1"}
    assert client.post(at(row), draft).status_code == 302
    reader = Client()
    reader.force_login(cast.dawit())
    assert "We sing." not in reader.get(review.get_absolute_url()).content.decode()
    assert "Draft" in client.get(at(row)).content.decode()
    right = sent(row, title="Choir") | {f"right-{key()}": "on"}
    assert "Saved." in client.post(at(row), right, follow=True).content.decode()
    seen = reader.get(review.get_absolute_url()).content.decode()
    assert "We sing." in seen
    assert "Translation: " in seen
    assert "Choir" in seen
    assert 'lang="ar" dir="rtl"' in seen


def test_emptied_it_is_taken_out_and_what_nobody_touched_is_not_logged(client: Client) -> None:
    office(languages=["en", "ar"])
    row = sung()
    client.force_login(cast.chiara())
    client.post(at(row), sent(row, plan="We sing."))
    assert states() == {"en": "confirmed"}
    assert [entry.note for entry in changes.history_of(row)] == ["Answers translated into English: 1"]
    client.post(at(row), sent(row))
    assert changes.history_of(row).count() == 1
    client.post(at(row), sent(row, plan=""))
    assert states() == {}
    assert changes.history_of(row).count() == 2


def test_nothing_is_lost_when_the_original_or_the_translation_changed_meanwhile(client: Client) -> None:
    office(languages=["en", "it", "ar"])
    row = sung()
    client.force_login(cast.chiara())
    stale = sent(row, plan="We sing.", title="Choir")
    Answer.objects.filter(path="plan").update(value=OTHER)
    answer = client.post(at(row), stale)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "The original has changed since you opened the page" in page
    assert "We sing." in page
    assert "Choir" in page
    assert OTHER in page
    assert not Wording.objects.exists()  # nothing by halves
    # Two editors: what the other wrote is shown, and goes only when somebody chooses so.
    first, second = sent(row, plan="We dance."), sent(row, plan="They dance.", title="Choir")
    client.post(at(row), first)
    page = client.post(at(row), second).content.decode()
    assert "Somebody else translated this meanwhile" in page
    assert "We dance." in page
    assert "They dance." in page
    third = first | {f"text-{key()}": "", "text-title": "Choir"} | {"text-a9": "Gone", "seen-a9": "-"}
    assert (
        "We dance." in client.post(at(row), third).content.decode()
    )  # what they did not touch is as it is now
    untouched = first | {f"text-{key()}": "", "text-title": "Choir"}  # did not touch what the other one wrote
    assert client.post(at(row), untouched).status_code == 302
    assert wordings.best(Answer.objects.get(path="plan"), "value", "en").text == "We dance."
    assert wordings.best(row, "title", "en").text == "Choir"


def test_what_cannot_be_saved_stays_on_the_page(client: Client) -> None:
    office(languages=["en", "ar"])
    row = sung()
    client.force_login(cast.chiara())
    second = sent(row, plan="They dance.")
    # A text that is gone, a forged mark, a text that is too long: told, and kept on the page.
    gone = sent(row) | {"text-a999999": "Where am I?", "seen-a999999": "x"}
    assert "Where am I?" in client.post(at(row), gone).content.decode()
    assert client.post(at(row), sent(row, plan="No") | {f"seen-{key()}": "forged"}).status_code == 409
    long = client.post(at(row), sent(row, plan="Kept", title="x" * 301))
    assert long.status_code == 422
    assert "Kept" in long.content.decode()
    Application.objects.filter(pk=row.pk).update(state="returned")
    answer = client.post(at(row), second)
    assert (answer.status_code, OTHER in answer.content.decode()) == (409, False)
    assert "They dance." in answer.content.decode()
    assert client.get(at(row)).status_code == 302


def test_a_changed_original_makes_its_translations_old_until_somebody_reads_them(client: Client) -> None:
    office(languages=["en", "it", "ar"])
    row = sung()
    review = handed(phase(row.call), row)
    client.force_login(cast.chiara())
    client.post(at(row), sent(row, plan="We sing."))
    client.post(at(row, "it"), sent(row, "it", plan="Cantiamo."))
    assert states() == {"en": "confirmed", "it": "confirmed"}
    Answer.objects.filter(path="plan").update(value=OTHER)
    assert "Out of date" in client.get(at(row)).content.decode()
    client.post(at(row), sent(row, plan="We dance."))
    assert states() == {"en": "confirmed", "it": "outdated"}
    client.post(at(row, "it"), sent(row, "it") | {f"right-{key()}": "on"})
    assert states() == {"en": "confirmed", "it": "confirmed"}
    # They had named the wrong language: what stood for a translation is the old original, and says so.
    Application.objects.filter(pk=row.pk).update(language="it")
    Answer.objects.filter(path="plan").update(value="Balliamo.")
    row.refresh_from_db()
    client.post(at(row, "ar"), sent(row, "ar", plan=OTHER + "!"))
    reader = Client()
    reader.force_login(cast.dawit())
    assert "We dance." in client.get(at(row)).content.decode()
    assert Wording.objects.get(field="value", is_original=True).language == "it"
    assert "of an earlier text" in reader.get(review.get_absolute_url()).content.decode()


@pytest.mark.parametrize("who", [Role.REVIEWER, Role.FINANCE, "member", "conflict", "blind"])
def test_only_the_office_translates_and_nobody_who_is_near_or_reads_blind(client: Client, who: str) -> None:
    office(languages=["en", "ar"])
    row = sung()
    person = PersonFactory(roles=[who if who in Role.values else Role.FACILITATOR])
    review = handed(phase(row.call, hidden=BLIND), row)
    if who == "member":
        belonging(person, row.organisation)
    elif who == "conflict":
        person.conflicts.create(application=row, has_conflict=True, kind="family")
    elif who == "blind":
        review.reviewer.person = person
        review.reviewer.save()
    client.force_login(person)
    assert client.get(at(row)).status_code == 404
    assert client.post(at(row), sent(row, plan="Mine")).status_code == 404
    assert "translate/" not in client.get(row.get_absolute_url()).content.decode()
    assert not Wording.objects.exists()


def test_a_sealed_one_stays_sealed_and_a_wrong_language_is_no_page(client: Client) -> None:
    office(languages=["en", "ar"])
    shut = application(open_call(is_sealed=True), language="ar", title="Sealed choir")
    client.force_login(cast.chiara())
    assert client.get(at(shut)).status_code == 404
    assert client.post(at(shut), {"text-title": "Choir", "seen-title": "-"}).status_code == 404
    row = sung()
    for wrong in ("ar", "de", "en-", "../it"):
        assert client.get(at(row, wrong)).status_code == 404
    draft = application(closed_call(), state="draft", channel="paper", language="ar", by=organisation())
    assert client.get(at(draft)).status_code == 302
    mine = application(closed_call(), language="en", by=organisation(name="Only English"))
    office(languages=["en"])
    assert client.get(f"{mine.get_absolute_url()}translate/").status_code == 302


def test_a_blind_reader_learns_no_name_from_a_translation(client: Client) -> None:
    office(languages=["en", "ar"])
    body = organisation(name="Coro Lanterna", contacts=[contact("email", "info@lanterna.example.net")])
    row = sung(by=body, title="جوقة Coro Lanterna")
    Answer.objects.filter(path="plan").update(value=f"{PLAN} (Coro Lanterna)")
    review: Review = handed(phase(row.call, hidden=BLIND), row)
    client.force_login(cast.chiara())
    texts = {"title": "Choir Coro Lanterna", "plan": "We, the Lantern Choir, sing: info@lanterna.example.net"}
    page = client.post(at(row), sent(row, **texts), follow=True).content.decode()
    assert (
        "The original names the applicant here" not in page
    )  # the address is covered, so something was found
    page = client.post(at(row), sent(row, plan="We, the Lantern Choir, sing."), follow=True).content.decode()
    assert "The original names the applicant here" in page
    client.post(at(row), sent(row, plan="We, CORO LANTERNA, sing."))
    reader = Client()
    reader.force_login(cast.dawit())
    page = reader.get(review.get_absolute_url()).content.decode()
    assert "We, [hidden], sing." in page
    assert "Choir [hidden]" in page
    assert "lanterna" not in page.lower()


@pytest.mark.guards("fund/application_translate.html")
def test_it_costs_the_same_for_one_answer_and_for_three(client: Client, count_queries: Any) -> None:
    office(languages=["en", "ar"])
    row, short = sung(), answered(eligible(closed_call(), language="ar", by=organisation()), plan=PLAN)
    client.force_login(cast.chiara())
    client.post(at(row), sent(row, title="Choir", plan="We sing.", who="Radio Ponte"))
    client.get(at(row))
    many = count_queries(lambda: client.get(at(row)))
    assert count_queries(lambda: client.get(at(short))) == many
