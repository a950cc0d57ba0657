"""An application as a reviewer reads it: what the phase hides is not there, and the page says so."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.ask.document.kinds import Kind
from ponte.ask.models import Answer, Response
from ponte.ask.queries.overview import Line, overview
from ponte.core import languages, places, wordings
from ponte.core.models import StoredFile
from ponte.core.models.stored_file import PICTURES
from ponte.core.models.stored_file import Kind as FileKind
from ponte.core.money import Money
from ponte.core.wordings import Shown
from ponte.fund.models import Application, Partner, Review, ReviewPhase
from ponte.fund.models.vocabulary import Hidden, Stage
from ponte.fund.queries.masking import NOTHING_HIDDEN, Mask, mask_of
from ponte.fund.queries.translating import VALUE, WRITTEN, Told, same_language, translations_of
from ponte.map.models.vocabulary import Sector

CLEANABLE = PICTURES | {FileKind.TEXT, FileKind.CSV}


@dataclass
class Attached:
    """A file: under its name, under a number, or not at all."""

    row: Answer
    name: str
    is_shown: bool
    is_clean: bool = False

    @property
    def is_picture(self) -> bool:
        """It is looked at on the page."""
        return self.row.file is not None and self.row.file.is_picture


@dataclass
class Said:
    """One question with what was answered; `translation` None where the answer needs none."""

    label: str
    label_language: str
    text: str = ""
    language: str = ""
    hidden: bool = False
    file: Attached | None = None
    translation: Shown | None = None
    row: Answer | None = None


@dataclass
class Section:
    """One screen of the questionnaire."""

    title: str
    language: str
    lines: list[Said] = field(default_factory=list)


@dataclass
class Reading:
    """Everything a reviewer reads of one application in one phase."""

    application: Application
    phase: ReviewPhase
    mask: Mask
    title: str
    summary: str
    sections: list[Section]
    title_told: Shown | None = None
    summary_told: Shown | None = None
    budget: list[dict[str, Any]] = field(default_factory=list)
    partners: list[Partner] = field(default_factory=list)

    @property
    def shows_applicant(self) -> bool:
        """Who applies is told."""
        return not self.phase.hides_applicant

    @property
    def shows_amounts(self) -> bool:
        """What it costs is told."""
        return Hidden.AMOUNTS not in self.phase.hidden

    @property
    def language_name(self) -> str:
        """The language it is written in, in the reader's."""
        return languages.name(self.application.language, get_language() or "en")

    @property
    def country(self) -> str:
        """Where the work happens, in words."""
        return places.name(self.application.country, get_language() or "en")

    @property
    def sector(self) -> str:
        """Its sector, in words."""
        return str(dict(Sector.choices).get(self.application.sector, self.application.sector))

    @property
    def asked(self) -> Money | None:
        """What it asks for."""
        return self.application.call.money(self.application.asked_minor)

    @property
    def total(self) -> Money | None:
        """What all of it costs."""
        return self.application.call.money(self.application.total_minor)

    @property
    def hidden_words(self) -> list[str]:
        """What this phase keeps from reviewers."""
        labels = dict(Hidden.choices)
        return [str(labels[code]) for code in self.phase.hidden if code in labels]

    @property
    def untranslated(self) -> int:
        """Answers in another language that nobody translated."""
        lines = [line for section in self.sections for line in section.lines]
        return sum(1 for line in lines if line.translation is not None and not line.translation.text)


def reading_of(review: Review, language: str) -> Reading:
    """The application of a review, for a reader of this language."""
    application, phase = review.application, review.phase
    mask = mask_of(application) if phase.hides_applicant else NOTHING_HIDDEN
    response = response_of(application)
    sections = list(_sections(response, phase, mask, application)) if response else []
    found = Reading(application, phase, mask, mask(application.title), mask(application.summary), sections)
    _translate(found, language)
    if found.shows_amounts:
        found.budget = list(_budget(application, mask))
    if found.shows_applicant:
        found.partners = list(application.partners.all())
    return found


def _budget(application: Application, mask: Mask) -> Iterator[dict[str, Any]]:
    for line in application.budget_lines.select_related("category"):
        money = application.call.money
        yield {
            "description": mask(line.description),
            "category": line.category,
            "cost": money(line.total_minor),
            "asked": money(line.asked_minor),
        }


def response_of(application: Application) -> Response | None:
    """The answers that are read at its stage."""
    return application.concept if application.stage == Stage.CONCEPT else application.proposal


def _sections(
    response: Response, phase: ReviewPhase, mask: Mask, application: Application
) -> Iterator[Section]:
    number = 0
    for part in overview(response).parts:
        section = Section(part.title, part.language)
        for line in part.lines:
            number += line.is_file
            section.lines.append(_said(line, response, phase, number))
            last = section.lines[-1]
            last.text = mask(last.text)
            last.language = application.language if last.translation is not None else ""
        yield section


def _said(line: Line, response: Response, phase: ReviewPhase, number: int) -> Said:
    item = response.version.form[_question(line)].item if line.row is not None else None
    said = Said(line.label, line.language)
    if item is not None and _is_hidden(item, phase):
        said.hidden = True
    elif line.is_file and line.row is not None:
        said.file = attached(line.row, phase, number)
    else:
        said.text = line.text
        if item is not None and item.kind in WRITTEN and line.row is not None:
            said.translation = Shown("", "", wordings.MISSING)
            said.row = line.row
    return said


def _question(line: Line) -> str:
    path = line.row.path if line.row is not None else ""
    return path.rpartition("/")[2].partition(":")[0]


def _is_hidden(item: Any, phase: ReviewPhase) -> bool:
    """What came from the profile says who it is; a point on the map says where they are."""
    if phase.hides_applicant and item.known_as:
        return True
    if Hidden.AMOUNTS in phase.hidden and item.kind == Kind.MONEY:
        return True
    return Hidden.PLACES in phase.hidden and item.kind == Kind.PLACE


def attached(row: Answer, phase: ReviewPhase, number: int) -> Attached:
    """A file as this phase lets it be seen."""
    file: StoredFile | None = row.file
    if file is None or not phase.hides_files:
        return Attached(row, file.name if file else "", is_shown=file is not None)
    name = _("Attachment %(number)s (%(kind)s)") % {"number": number, "kind": FileKind(file.kind).label}
    return Attached(row, name, is_shown=file.kind in CLEANABLE, is_clean=True)


def _translate(reading: Reading, language: str) -> None:
    """Put the translation beside what was written in another language, where there is one of this very text."""
    application, mask = reading.application, reading.mask
    lines = [line for section in reading.sections for line in section.lines if line.translation is not None]
    if same_language(application.language, language):
        for line in lines:
            line.translation = None
        return
    texts = [(line.row, VALUE, str(line.row.value)) for line in lines if line.row is not None]
    told = translations_of(texts, application.language, language)
    for line in lines:
        if line.row is not None:
            line.translation = _masked(told.get((line.row.pk, VALUE)), mask) or line.translation
    about = [(application, name, getattr(application, name)) for name in ("title", "summary")]
    told = translations_of(about, application.language, language)
    reading.title_told = _masked(told.get((application.pk, "title")), mask)
    reading.summary_told = _masked(told.get((application.pk, "summary")), mask)


def _masked(told: Told | None, mask: Mask) -> Shown | None:
    if told is None or not told.is_current:
        return None
    return Shown(mask(told.shown.text), told.shown.language, told.shown.state)
