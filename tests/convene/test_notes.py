"""Minutes written by several people: nothing is lost, what stands twice is settled, approved ones stay."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ponte.convene.actions.minutes import approve, circulate, translate_note
from ponte.convene.actions.notes import Draft, save_note, settle
from ponte.convene.lifecycles.minutes import lifecycle
from ponte.convene.lifecycles.note_log import log_pauses
from ponte.convene.models import DoubledText, FrozenPaper, Minutes, Note
from ponte.convene.queries.assembling import paper_of
from ponte.core import changes, wordings
from ponte.core.refusal import NotPermitted, Refused
from tests.factories import cast, meetings
from tests.factories.accounts import office
from tests.factories.minutes import held, minutes, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def an_office() -> None:
    office()


def test_two_people_on_one_paragraph_keep_both_texts_until_somebody_chooses() -> None:
    row = minutes()
    write(row, "The city spoke.")
    write(row, "The city spoke of rooms.", base="The city spoke.", by=cast.bruno())
    note = write(row, "The city spoke for long.", base="The city spoke.")
    assert note.text == "The city spoke of rooms.\nThe city spoke for long."
    pair = DoubledText.objects.get()
    assert (pair.there_by, pair.came_by) == (cast.bruno(), cast.chiara())
    write(row, note.text.replace("long", "an hour"), base=note.text)
    with pytest.raises(Refused, match="same paragraph"):
        circulate(row, amend_until=None, by=cast.chiara())
    pair.refresh_from_db()
    assert settle(pair, keep="came", by=cast.bruno()).text == "The city spoke for an hour."
    circulate(row, amend_until=None, by=cast.chiara())


def test_settled_by_hand_is_settled() -> None:
    row = minutes()
    write(row, "A")
    write(row, "A one", base="A", by=cast.bruno())
    note = write(row, "A two", base="A")
    write(row, "A one and two", base=note.text)
    assert DoubledText.objects.get().settled_at is not None


def test_the_log_gets_a_line_a_writer_and_pause_not_a_line_a_save() -> None:
    row = minutes()
    text = ""
    for word in ["The", "city", "spoke", "of", "rooms", "for", "students", "."]:
        text, before = f"{text} {word}".strip(), text
        note = write(row, text, base=before)
    assert changes.history_of(note).count() == 0
    write(row, f"{text}\nAnd of keys.", base=text, by=cast.bruno())
    assert [entry.by for entry in changes.history_of(note)] == [cast.chiara()]
    Note.objects.update(edited_at=timezone.now() - timedelta(minutes=5))
    assert (log_pauses(), log_pauses()) == (1, 0)
    assert [entry.by for entry in changes.history_of(note)] == [cast.bruno(), cast.chiara()]


def test_a_note_outlives_its_item_and_a_text_for_an_item_that_went_is_kept() -> None:
    meeting = held()
    one, two = meetings.item(meeting, "Rooms"), meetings.item(meeting, "Keys")
    row = minutes(meeting)
    write(row, "84 rooms.", key=one.pk)
    gone = two.pk
    one.delete()
    two.delete()
    save_note(row, Draft(gone, "", "12 keys.", heading="Keys"), by=cast.chiara())
    told = [(part.heading.text, part.notes.text) for part in paper_of(row, "en").sections]
    assert told == [("Rooms", "84 rooms."), ("Keys", "12 keys.")]


def test_a_megabyte_is_answered_in_words_and_nothing_is_saved() -> None:
    row = minutes()
    for text in ("x" * 1_000_000, "a\n" * 5_000):
        with pytest.raises(Refused, match="too long for one item"):
            write(row, text)
    assert not Note.objects.exclude(text="").exists()


def test_strangers_members_and_guests_write_nothing() -> None:
    row = minutes()
    for person in (cast.farid(), cast.amina(), cast.dawit()):
        with pytest.raises(NotPermitted):
            write(row, "Mine", by=person)
    row.writers.add(cast.dawit())
    assert write(row, "Asked to", by=cast.dawit()).text == "Asked to"


def approved(**values: object) -> Minutes:
    meeting = held(**values)
    row = minutes(meeting)
    write(row, "84 rooms.")
    circulate(row, amend_until=None, by=cast.chiara())
    after = held(table=meeting.table, days=-1)
    approve(row, approved_in=after.pk, by=cast.chiara())
    return row


def test_approved_minutes_stay_whatever_happens_around_them() -> None:
    row = approved(title="First conference")
    before = paper_of(row, "en")
    type(row.meeting).objects.filter(pk=row.meeting_id).update(title="Another title")
    assert paper_of(Minutes.objects.get(pk=row.pk), "en") == before
    assert before.title.text == "First conference"
    assert len(row.text_hash) == 64
    with pytest.raises(Refused, match="approved"):
        write(row, "Late", base="84 rooms.")
    note = Note.objects.get()
    with pytest.raises(Refused, match="approved"):
        translate_note(note, language="it", text="84 stanze.", by=cast.chiara())
    for step in ("circulate", "reopen", "approve"):
        with pytest.raises(Refused):
            lifecycle.perform(step, row, by=cast.chiara(), reason="again")


@pytest.mark.parametrize(
    "change",
    [
        lambda row: Minutes.objects.filter(pk=row.pk).update(text_hash="0" * 64),
        lambda row: Note.objects.update(text="Other"),
        lambda row: FrozenPaper.objects.update(paper={}),
    ],
)
def test_the_database_refuses_to_change_approved_minutes(change) -> None:
    row = approved()
    with pytest.raises(IntegrityError), transaction.atomic():
        change(row)


def test_minutes_are_approved_in_a_later_meeting_of_the_table() -> None:
    row = minutes()
    circulate(row, amend_until=None, by=cast.chiara())
    others = held(days=-1)
    to_come = meetings.meeting(table=row.table, days=3)
    before = held(table=row.table, days=-20)
    for pk in (None, row.meeting_id, others.pk, to_come.pk, before.pk, 10**9):
        with pytest.raises(Refused):
            approve(row, approved_in=pk, by=cast.chiara())
    assert not FrozenPaper.objects.exists()


def test_translations_stand_beside_and_a_changed_original_makes_them_out_of_date() -> None:
    row = minutes()
    note = write(row, "84 rooms.")
    assert paper_of(row, "it").sections[0].notes.is_fallback
    translate_note(note, language="it", text="84 stanze.", by=cast.bruno())
    assert paper_of(row, "it").sections[0].notes.text == "84 stanze."
    write(row, "85 rooms.", base="84 rooms.", by=cast.chiara())
    circulate(row, amend_until=None, by=cast.chiara())
    assert wordings.states(note, "text")["it"] == "outdated"
