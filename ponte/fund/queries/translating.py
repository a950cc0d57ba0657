"""The words of an application in another language: what there is, of which text, and what is still to translate."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from django.db import models
from django.utils.translation import gettext as _

from ponte.ask.document.form import Form
from ponte.ask.document.kinds import Kind
from ponte.ask.models import Response
from ponte.ask.queries.overview import Line as Answered
from ponte.ask.queries.overview import overview
from ponte.core import wordings
from ponte.core.models import Office
from ponte.core.text import clean
from ponte.core.wordings import MISSING, Shown, State
from ponte.fund.models import Application
from ponte.fund.models.vocabulary import ApplicationState

WRITTEN = frozenset({Kind.TEXT, Kind.LONG})
VALUE = "value"
Text = tuple[models.Model, str, str]  # whose it is, its field, what the applicant wrote


@dataclass(frozen=True)
class Told:
    """A translation; `is_current` when it is of the text that stands there now."""

    shown: Shown
    is_current: bool


@dataclass(frozen=True)
class Line:
    """One text with its translation, as the office writes it."""

    key: str
    label: str
    label_language: str
    subject: models.Model
    field: str
    original: str
    text: str
    state: str
    is_long: bool

    @property
    def seen(self) -> str:
        """Goes into the page and comes back: of which original and which translation a window knew."""
        return f"{mark_of(self.original)}-{mark_of(self.text)}"


def mark_of(text: str) -> str:
    """Two texts have the same mark when they are the same."""
    return sha256(clean(text, multiline=True).encode()).hexdigest()[:16]


def same_language(one: str, other: str) -> bool:
    """Whoever reads one of them reads the other."""
    return one.partition("-")[0] == other.partition("-")[0]


def targets_of(application: Application) -> list[str]:
    """The languages of the office in which it is not written."""
    return [code for code in Office.spoken() if not same_language(code, application.language)]


def why_not_translated(application: Application) -> str:
    """Why there is nothing to translate at this moment; empty when there is."""
    return {
        ApplicationState.DRAFT.value: _("It is not sent yet. Translate it once it is."),
        ApplicationState.RETURNED.value: _("They are changing it now. Translate it once it is sent again."),
        ApplicationState.WITHDRAWN.value: _("It was withdrawn. Nobody reads it any more."),
    }.get(application.state, "")


def translations_of(
    texts: Sequence[Text], source: str, target: str, *, drafts: bool = False
) -> dict[tuple[int, str], Told]:
    """The translations there are of texts of one kind of thing, by (key, field), in two statements."""
    subjects, fields = [text[0] for text in texts], {text[1] for text in texts}
    found = wordings.best_many(subjects, fields, target, drafts=drafts)
    originals = wordings.best_many(subjects, fields, source, drafts=True)
    told = {}
    for subject, field, text in texts:
        shown, original = found[subject.pk, field], originals[subject.pk, field]
        if shown.text and not shown.is_fallback:
            is_of_this = original.text.split() == text.split() and same_language(original.language, source)
            told[subject.pk, field] = Told(shown, is_of_this)
    return told


def read_now(application: Application) -> Response | None:
    """The answers the office reads; while a proposal is written those are still the concept."""
    if application.state == ApplicationState.INVITED:
        return application.concept
    return application.response


def lines_of(application: Application, language: str) -> list[Line]:
    """Title, summary and every answer in words, each with its translation, drafts included."""
    about = [
        Line(name, str(label), "", application, name, text, "", MISSING, is_long=name == "summary")
        for name, label, text in (
            ("title", _("Title of the project"), application.title),
            ("summary", _("In short"), application.summary),
        )
        if text.strip()
    ]
    response = read_now(application)
    answers = list(_answers(response)) if response is not None else []
    return [*_filled(about, application, language), *_filled(answers, application, language)]


def _answers(response: Response) -> Iterator[Line]:
    form = response.version.form
    for line in overview(response).lines:
        kind = _kind(line, form)
        text = str(line.row.value or "") if line.row is not None and kind in WRITTEN else ""
        if line.row is not None and text.strip():
            told = (line.label, line.language, line.row, VALUE, text, "", MISSING)
            yield Line(f"a{line.row.pk}", *told, is_long=kind == Kind.LONG)


def _kind(line: Answered, form: Form) -> str:
    where = form.where(line.row.path) if line.row is not None else None
    return str(where[0].item.kind) if where else ""


def _filled(lines: Collection[Line], application: Application, language: str) -> Iterator[Line]:
    """With the translation of each; one of an earlier text is out of date."""
    texts = [(line.subject, line.field, line.original) for line in lines]
    told = translations_of(texts, application.language, language, drafts=True)
    for line in lines:
        found = told.get((line.subject.pk, line.field))
        text = found.shown.text if found else ""
        state = MISSING if not found else found.shown.state if found.is_current else State.OUTDATED.value
        yield replace(line, text=text, state=state)
