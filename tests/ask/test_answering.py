"""Answers: kept one by one, by several people at once, submitted whole and sealed, moved to a newer version."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction

from ponte.ask.actions import answering, responses, uploads, writing
from ponte.ask.document.parts import Item
from ponte.ask.lifecycles.response import lifecycle
from ponte.ask.lifecycles.version import lifecycle as of_versions
from ponte.ask.models import Answer, Version
from ponte.ask.queries.responses import answers_of, evaluated
from ponte.ask.subjects import uses
from ponte.core import changes
from ponte.core.models import StoredFile
from ponte.core.models.stored_file import Kind
from ponte.core.refusal import NotPermitted, Refused
from ponte.core.registries import held_about
from tests.ask.making import workbook
from tests.factories import ask, cast

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Said:
    path: str
    value: Any
    edition: int = 0


def say(response, by=None, **values: Any):
    given = [Said(path, value) for path, value in values.items()]
    return answering.save_answers(response, given, by=by or cast.elena())


def test_one_draft_is_begun_however_often_and_what_is_known_stands_in_it() -> None:
    questionnaire = ask.published()
    response = ask.response(questionnaire)
    assert ask.response(questionnaire) == response
    assert answers_of(response) == {"name": "Elena Kovalenko"}
    assert Answer.objects.get().from_elsewhere
    with pytest.raises(NotPermitted):
        responses.start(questionnaire, f"ask.person:{cast.farid().pk}", by=cast.elena())
    with pytest.raises(NotPermitted):
        responses.start(questionnaire, "map.organisation:AAAA", by=cast.elena())


def test_answers_are_kept_one_by_one_without_a_line_in_the_log() -> None:
    response = ask.response()
    before = changes.history_of(response).count()
    saved = say(response, kids=2, langs=["ar"])
    assert saved.editions == {"kids": 1, "langs": 1}
    answering.save_answers(
        response, [Said("kids", 3, 1), Said("nobody", 1), Said("child", ["x"])], by=cast.elena()
    )
    assert answers_of(response) == {"kids": 3, "langs": ["ar"], "name": "Elena Kovalenko"}
    assert changes.history_of(response).count() == before
    assert [look.path for look in evaluated(response).missing] == ["school"]
    assert say(response, born=None).editions == {}


def test_of_two_who_write_at_once_both_are_kept_until_somebody_chooses() -> None:
    response = ask.response()
    say(response, kids=1)
    saved = answering.save_answers(response, [Said("kids", 5, 0)], by=cast.elena())
    assert saved.rivals == ["kids"]
    row = Answer.objects.get(path="kids")
    assert (row.value, row.rival, row.has_rival) == (1, 5, True)
    assert not answering.save_answers(response, [Said("kids", 1, 0)], by=cast.elena()).rivals
    say(response, school="yes")
    with pytest.raises(Refused, match="Two people answered"):
        lifecycle.perform("submit", response, by=cast.elena())
    answering.settle(response, "kids", take_rival=True, by=cast.elena())
    answering.settle(response, "kids", take_rival=True, by=cast.elena())
    row.refresh_from_db()
    assert (row.value, row.edition, row.has_rival) == (5, 2, False)


def test_repetitions_come_and_go_with_all_that_is_in_them() -> None:
    response = ask.response()
    say(response, kids=1)
    key = answering.add_repetition(response, "child", by=cast.elena())
    answering.save_answers(response, [Said(f"child:{key}/called", "Ibou")], by=cast.elena())
    assert answers_of(response)["child"] == ["1", key]
    answering.remove_repetition(response, "child", key, by=cast.elena())
    assert answers_of(response)["child"] == ["1"]
    assert f"child:{key}/called" not in answers_of(response)
    for path in ("kids", "nobody", "child:1/called"):
        with pytest.raises(Refused):
            answering.add_repetition(response, path, by=cast.elena())


def test_files_are_looked_into_and_the_one_before_goes(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path
    response = ask.response()
    for number in (1, 2):
        upload = SimpleUploadedFile(f"statute{number}.pdf", b"%PDF-1.7 statute")
        answering.attach(response, "paper", upload, by=cast.elena())
    assert StoredFile.objects.count() == 1
    assert answers_of(response)["paper"] == "statute2.pdf"
    with pytest.raises(Refused):
        answering.attach(response, "paper", SimpleUploadedFile("x.pdf", b"<script>"), by=cast.elena())
    with pytest.raises(Refused, match="No file"):
        answering.attach(response, "kids", SimpleUploadedFile("x.pdf", b"%PDF-1.7 x"), by=cast.elena())


def test_submitting_checks_all_and_freezes_with_a_seal() -> None:
    response = ask.response()
    say(response, kids=50)
    with pytest.raises(Refused, match="1 answer is missing"):
        lifecycle.perform("submit", response, by=cast.elena())
    say(response, school="yes")
    with pytest.raises(Refused, match="Children"):
        lifecycle.perform("submit", response, by=cast.elena())
    answering.save_answers(response, [Said("kids", 2, 1)], by=cast.elena())
    lifecycle.perform("submit", response, by=cast.elena())
    seal = response.sealed
    assert len(seal) == 64
    with pytest.raises(Refused, match="submitted"):
        say(response, kids=3)
    with pytest.raises(NotPermitted):
        lifecycle.perform("reopen", response, by=cast.elena(), reason="No")
    lifecycle.perform("reopen", response, by=cast.chiara(), reason="The children are missing.")
    answering.save_answers(response, [Said("kids", 1, 2)], by=cast.elena())
    lifecycle.perform("submit", response, by=cast.elena())
    assert response.sealed != seal
    assert not cast.farid().has_perm("ask.view_response", response)


def test_a_published_version_never_changes_not_even_behind_the_back_of_the_rules() -> None:
    version = ask.published().versions.get()
    with pytest.raises(Refused, match="never changes"):
        writing.write_item(version, version.edit, Item("x", "text", {"en": "X"}), by=cast.chiara())
    for values in ({"document": {}}, {"state": "draft", "published_at": None}, {"number": 9}):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            Version.objects.filter(pk=version.pk).update(**values)
    version.refresh_from_db()
    version.save()


def test_a_newer_version_leaves_answers_alone_until_somebody_moves_them_knowingly() -> None:
    questionnaire = ask.published()
    response = ask.response(questionnaire)
    say(response, kids=2, school="yes", born="1990-01-01")
    version = writing.new_version(questionnaire, by=cast.chiara())
    edit = version.edit
    version = writing.write_item(version, edit, Item("born", "text", {"en": "Born"}), by=cast.chiara())
    with pytest.raises(Refused, match="since you opened"):
        writing.remove_item(version, edit, "langs", by=cast.chiara())
    with pytest.raises(Refused, match="depend on it: school"):
        writing.remove_item(version, version.edit, "kids", by=cast.chiara())
    version = writing.remove_item(version, version.edit, "langs", by=cast.chiara())
    of_versions.perform("publish", version, by=cast.chiara())
    assert questionnaire.versions.get(number=1).state == "retired"
    response.refresh_from_db()
    assert response.version.number == 1
    assert [(loss.question, loss.why) for loss in responses.losses(response, version)] == [
        ("Born", "The question is of another kind now.")
    ]
    responses.move_to(response, version, by=cast.elena())
    assert "born" not in answers_of(response)
    assert "1 answers had no place" in changes.history_of(response)[0].note


def test_a_question_that_is_used_elsewhere_stays() -> None:
    uses.add("test.uses", lambda questionnaire, name: ["The budget reads it."] if name == "kids" else [])
    try:
        version = ask.draft()
        for name in ("kids", "family"):
            with pytest.raises(Refused, match="The budget reads it"):
                writing.remove_item(version, version.edit, name, by=cast.chiara())
        questionnaire = ask.published()
        newer = writing.new_version(questionnaire, by=cast.chiara())
        newer.document = {**newer.document, "items": [{"name": "name", "kind": "text", "label": {"en": "N"}}]}
        newer.save()
        with pytest.raises(Refused, match="The budget reads it"):
            of_versions.perform("publish", newer, by=cast.chiara())
    finally:
        uses._entries.pop("test.uses")


def test_a_question_moves_into_a_group_and_a_group_never_into_itself() -> None:
    version = ask.draft()
    new = Item("pets", "integer", {"en": "Pets"})
    version = writing.write_item(version, version.edit, new, by=cast.chiara(), group="family")
    version = writing.write_item(version, version.edit, ask.ITEMS[3], by=cast.chiara(), group="child")
    groups = {item.name: [each.name for each in item.items] for item in version.parts.walk() if item.items}
    assert groups == {"family": ["kids", "school", "child", "pets"], "child": ["called", "years", "cost"]}
    version = writing.write_item(version, version.edit, new, by=cast.chiara(), group="")
    assert version.parts.items[-1].name == "pets"
    for group, words in (("child", "in itself"), ("family", "in itself"), ("pets", "no such group")):
        with pytest.raises(Refused, match=words):
            writing.write_item(version, version.edit, ask.ITEMS[1], by=cast.chiara(), group=group)


def test_drafts_are_thrown_away_and_strangers_write_nothing() -> None:
    version = ask.draft()
    with pytest.raises(NotPermitted):
        writing.throw_away(version, by=cast.farid())
    writing.throw_away(version, by=cast.chiara())
    questionnaire = ask.published()
    with pytest.raises(Refused, match="never deleted"):
        writing.throw_away(questionnaire.versions.get(), by=cast.chiara())
    with pytest.raises(Refused, match="must be mended"):
        of_versions.perform("publish", ask.draft(items=()), by=cast.chiara())


def test_who_asks_gets_their_answers_and_may_have_them_erased() -> None:
    response = ask.response()
    say(response, kids=2)
    (held,) = [each for each in held_about("elena@example.org", "") if each.key.startswith("ask.")]
    assert held.fields == {"Your name": "Elena Kovalenko", "Children": "2"}
    waiting = SimpleUploadedFile("filled.xlsx", workbook(answers="a").getvalue())
    uploads.keep(waiting, to=response, kinds={Kind.XLSX}, by=cast.elena())
    held.erase(by=cast.bruno(), reason="They asked.")
    assert not Answer.objects.exists()
    assert not StoredFile.objects.exists()
