"""A whole XLSForm as a document, with everything that was noticed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import BinaryIO

from django.utils.translation import gettext as _

from ponte.ask.document.checking import Finding, Level, findings
from ponte.ask.document.parts import TRANSLATED, Choice, Document
from ponte.ask.forms.xlsform.headings import Heading, code_of, understood_all
from ponte.ask.forms.xlsform.rows import Survey
from ponte.ask.forms.xlsform.workbook import Row, Table, read_workbook
from ponte.core.refusal import Refused

# Settings that do something here; others are kept.
USED = frozenset(
    {"form_title", "default_language", "form_id", "id_string", "version", "allow_choice_duplicates"}
)
MEDIA = frozenset({"media", "image", "audio", "video", "big-image"})
NOTHING = Table("", (), ())


@dataclass(frozen=True)
class Imported:
    """What was read. `is_whole` when it can be asked; `left` names what is kept without effect."""

    document: Document
    findings: Sequence[Finding]

    @property
    def errors(self) -> list[Finding]:
        """What must be mended in the file."""
        return [finding for finding in self.findings if finding.level == Level.ERROR]

    @property
    def left(self) -> list[Finding]:
        """What is kept and has no effect."""
        return [finding for finding in self.findings if finding.level == Level.LEFT]


@dataclass
class Tongues:
    """The languages of a form, in the order in which they turn up; columns without one are in the default."""

    default: str
    known: dict[str, str] = field(default_factory=dict)  # code -> how the form calls it
    unknown: set[str] = field(default_factory=set)

    def speaks(self, heading: Heading) -> str | None:
        """The code of the language of a heading; None when nobody knows it."""
        if not heading.language:
            return self.default
        code = code_of(heading.language)
        return code or None

    def meet(self, headings: Sequence[Heading]) -> None:
        """Remember the languages of the headings of a sheet."""
        for heading in headings:
            if heading.column not in TRANSLATED:
                continue
            code = self.speaks(heading)
            if code is None:
                self.unknown.add(heading.language)
            elif heading.language or heading.column == "label":
                self.known.setdefault(code, heading.language)


def read_xlsform(file: BinaryIO, *, language: str = "en") -> Imported:
    """Read one; `language` is that of columns which name none. Refused when it is no XLSForm at all."""
    sheets = read_workbook(file)
    survey = sheets.get("survey")
    if survey is None or not survey.rows:
        raise Refused(_("This workbook has no sheet “survey” with questions, so it is no XLSForm."))
    settings = sheets.get("settings", NOTHING)
    choices = sheets.get("choices", NOTHING)
    tongues = tongues_of(settings, survey, choices, language)
    reader = Survey(understood_all(survey.headings), tongues.speaks)
    items = reader.read(survey.rows)
    noticed = [*reader.findings, *strange_tongues(tongues)]
    lists = read_choices(choices, tongues, noticed)
    title, kept = read_settings(settings, tongues, noticed)
    document = Document(
        languages=tuple(dict.fromkeys([tongues.default, *tongues.known])),
        title=title,
        items=items,
        choices=lists,
        headings=dict(tongues.known),
        settings=kept,
    )
    noticed += [placed_in(finding, reader.rows) for finding in findings(document)]
    return Imported(document, noticed)


def tongues_of(settings: Table, survey: Table, choices: Table, language: str) -> Tongues:
    """The languages, and which one stands in."""
    heads, more = understood_all(survey.headings), understood_all(choices.headings)
    named = [code for heading in heads if heading.language and (code := code_of(heading.language))]
    wanted = code_of(setting(settings, "default_language"))
    bare = any(heading.column == "label" and not heading.language for heading in heads)
    default = wanted or (language if bare or not named else named[0])
    tongues = Tongues(default)
    tongues.meet(heads)
    tongues.meet(more)
    return tongues


def setting(settings: Table, column: str) -> str:
    """A setting by its name."""
    heads = [heading.written for heading in understood_all(settings.headings) if heading.column == column]
    first = settings.rows[0].cells if settings.rows else {}
    return next((first[head] for head in heads if first.get(head)), "")


def strange_tongues(tongues: Tongues) -> list[Finding]:
    """Languages nobody knows: their columns are kept."""
    return [
        Finding(
            Level.LEFT,
            _("Nobody knows the language “%(name)s”. Write its code in brackets: “Tigrinya (ti)”.")
            % {"name": name},
            column=name,
            row=1,
        )
        for name in sorted(tongues.unknown)
    ]


def read_choices(table: Table, tongues: Tongues, noticed: list[Finding]) -> dict[str, tuple[Choice, ...]]:
    """Lists of choices by their name."""
    heads = understood_all(table.headings)
    lists: dict[str, list[Choice]] = {}
    for row in table.rows:
        found, choice = read_choice(row, heads, tongues)
        if not found or not choice.name:
            noticed.append(
                Finding(
                    Level.ERROR,
                    _("A choice needs a list_name and a name."),
                    sheet="choices",
                    row=row.number,
                    column="name",
                )
            )
            continue
        lists.setdefault(found, []).append(choice)
    for heading in heads:
        if heading.column.split(":")[-1] in MEDIA or heading.column.split(":")[0] in MEDIA | {"media"}:
            noticed.append(
                Finding(
                    Level.LEFT,
                    _("Media of choices are kept, but not shown."),
                    sheet="choices",
                    row=1,
                    column=heading.written,
                )
            )
    return {name: tuple(choices) for name, choices in lists.items()}


def read_choice(row: Row, heads: Sequence[Heading], tongues: Tongues) -> tuple[str, Choice]:
    """(list, choice) of a row."""
    plain = {"list_name": "", "name": ""}
    label: dict[str, str] = {}
    columns: dict[str, str] = {}
    for heading in heads:
        cell = row.cells.get(heading.written, "").strip()
        if not cell:
            continue
        language = tongues.speaks(heading) if heading.column == "label" else None
        if heading.column in plain:
            plain[heading.column] = cell
        elif language and label.setdefault(language, cell) == cell:
            continue
        else:
            columns[heading.written] = cell
    return plain["list_name"], Choice(plain["name"], label, columns)


def read_settings(
    table: Table, tongues: Tongues, noticed: list[Finding]
) -> tuple[dict[str, str], dict[str, str]]:
    """The title in its languages, and the other settings."""
    title: dict[str, str] = {}
    kept: dict[str, str] = {}
    for row in table.rows[:1]:
        for heading in understood_all(table.headings):
            cell = row.cells.get(heading.written, "").strip()
            if not cell:
                continue
            if heading.column == "form_title" and (code := tongues.speaks(heading)):
                title[code] = cell
                continue
            if heading.column != "default_language":
                kept[heading.written] = cell
            if heading.column not in USED:
                noticed.append(
                    Finding(
                        Level.LEFT,
                        _("“%(cell)s” is kept, but has no effect here.") % {"cell": cell[:60]},
                        sheet="settings",
                        row=row.number,
                        column=heading.written,
                    )
                )
    if not title:
        title[tongues.default] = kept.get("form_id") or kept.get("id_string") or str(_("Without a title"))
    return title, kept


def placed_in(finding: Finding, rows: dict[str, int]) -> Finding:
    """A finding about a question, with the row it stands in."""
    row = rows.get(finding.name) or rows.get(finding.name.removesuffix("_other"), 0)
    return replace(finding, row=row) if row else finding
