"""Why an organisation was found: by which of its names or texts, and how that comes to be what was typed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ponte.core import languages
from ponte.core.finding import Answer, How, Pieces, excerpt, how_meant, pieces, words_of
from ponte.core.models import Wording
from ponte.map.models import Organisation, OrganisationIdentifier, OrganisationNote
from ponte.map.models.vocabulary import NameKind
from ponte.map.queries.index import DESCRIPTION, TEXTS
from ponte.map.queries.sight import Sight, level_of_row

OF_FIELD: Mapping[str, Any] = {
    "communities": gettext_lazy("Its communities"),
    "services": gettext_lazy("Its services"),
    "skills": gettext_lazy("Its skills"),
    "spaces": gettext_lazy("Its spaces"),
    "local_partners": gettext_lazy("Its partners"),
    "grants_managed": gettext_lazy("Its grants"),
}


@dataclass(frozen=True)
class Reason:
    """`name` is the name with its marks; `source` and `text` say what else was found, `hows` how it is meant."""

    name: Pieces
    source: str = ""
    text: Pieces = field(default_factory=list)
    language: str = ""
    hows: Sequence[str] = ()


@dataclass(frozen=True)
class Text:
    """One text of a record."""

    source: str
    text: str
    language: str = ""


def reasons_of(rows: Sequence[Organisation], answer: Answer | None, sight: Sight) -> dict[int, Reason]:
    """{number: reason} of the rows of a page. What names do not tell is read from texts, some at once."""
    if answer is None:
        return {}
    found, waiting = {}, []
    for row in rows:
        best = explained(row.name, answer, names_of(row))
        if best is None:
            waiting.append(row)
        else:
            found[row.pk] = best
    texts = texts_of(
        waiting, sight, numbers=any(char.isdigit() for term in answer.terms for char in term.text)
    )
    for row in waiting:
        found[row.pk] = explained(row.name, answer, [*names_of(row), *texts[row.pk]], at_last=True) or Reason(
            [(row.name, False)]
        )
    return found


def reason_by_names(name: str, others: Iterable[tuple[str, str, str]], answer: Answer) -> Reason:
    """As far as names tell it, without a look at texts; the others are (text, language, kind)."""
    names = [Text(called(kind, language), text, language) for text, language, kind in others]
    return explained(name, answer, names, at_last=True) or Reason([(name, False)])


def explained(own: str, answer: Answer, texts: Iterable[Text], *, at_last: bool = False) -> Reason | None:
    """The reason that these texts give; None when some of what was typed is in none of them, unless it is the last."""
    by_name = meant_in(own, answer)
    missing = {number for number in range(len(answer.terms)) if number not in by_name}
    best, gain, hows = None, 0, dict(by_name)
    for text in texts:
        meant = meant_in(text.text, answer)
        new = len(missing & meant.keys())
        if new > gain:
            best, gain, hows = text, new, meant | by_name
    wanted = answer.most if answer.is_partial else len(answer.terms)
    if len(hows) < wanted and not at_last:
        return None
    name = marked(own, answer)
    said = [
        told for number, how in sorted(hows.items()) if (told := in_words(how, answer.terms[number].text))
    ]
    if best is None:
        return Reason(name, hows=said)
    return Reason(name, best.source, excerpt(marked(best.text, answer)), best.language, said)


def meant_in(text: str, answer: Answer) -> dict[int, How]:
    """{number of the term: how} of what was typed and this text has."""
    found: dict[int, How] = {}
    for word in words_of([text]):
        for number, how in how_meant(answer.terms, word).items():
            found[number] = min(how, found.get(number, how))
    return found


def marked(text: str, answer: Answer) -> Pieces:
    """A text with marks where it is meant."""
    return pieces(text, lambda word: bool(how_meant(answer.terms, word)))


def in_words(how: How, typed: str) -> str:
    """How something is what was typed; nothing where anybody sees it."""
    if how == How.SOUND:
        return _("Sounds like “%(typed)s”") % {"typed": typed}
    if how == How.SLIP:
        return _("Spelled like “%(typed)s”") % {"typed": typed}
    if how == How.MEANS:
        return _("Means the same as “%(typed)s”") % {"typed": typed}
    return ""


def names_of(row: Organisation) -> Iterator[Text]:
    """Its other names, and its towns; they were fetched with it."""
    for name in row.names.all():
        yield Text(called(name.kind, name.language), name.text, name.language)
    for place in row.places.all():
        if place.locality:
            yield Text(_("Its town"), place.locality)


def called(kind: str, language: str) -> str:
    """What a name is, in words."""
    if kind == NameKind.ACRONYM:
        return _("Its acronym")
    if kind == NameKind.FORMER:
        return _("Its former name")
    if language:
        return _("Name (%(language)s)") % {"language": languages.name(language, get_language() or "en")}
    return _("Another of its names")


def texts_of(rows: Sequence[Organisation], sight: Sight, *, numbers: bool) -> dict[int, list[Text]]:
    """{number: texts} as far as somebody sees them; the columns were fetched with the rows."""
    found: dict[int, list[Text]] = {
        row.pk: [Text(str(OF_FIELD[name]), getattr(row, name)) for name in TEXTS if getattr(row, name)]
        for row in rows
    }
    settings = {row.pk: row.shown_to for row in rows}
    if not rows:
        return found
    said = Wording.objects.filter(kind="map.organisation", subject_id__in=list(found), field=DESCRIPTION)
    for wording in said.exclude(state=Wording.State.DRAFT).order_by("pk"):
        if sight.sees(DESCRIPTION, settings[wording.subject_id]):
            found[wording.subject_id].append(Text(_("In its own words"), wording.text, wording.language))
    for note in OrganisationNote.objects.filter(organisation__in=list(found)).order_by("pk"):
        if sight.sees("notes", settings[note.organisation_id]):
            found[note.organisation_id].append(Text(_("What it did"), note.text))
    if numbers:
        for row in OrganisationIdentifier.objects.filter(organisation__in=list(found)).order_by("pk"):
            level = level_of_row("identifiers", row.is_public, settings[row.organisation_id])
            if level in sight.levels:
                found[row.organisation_id].append(Text(_("Its number"), row.value))
    return found
