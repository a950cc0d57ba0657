"""Writing questionnaires: drafts that change, versions that follow each other."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ponte.ask.document.changing import item_of, moved, put, taken_out, tidied, with_choices
from ponte.ask.document.parts import Choice, Document, Item
from ponte.ask.document.plain import to_plain
from ponte.ask.models import Questionnaire, Version, VersionState
from ponte.ask.subjects import subject_kinds, used_by
from ponte.core import changes, verbs
from ponte.core.refusal import NotPermitted, Refused

Change = Callable[[Document], Document]


def only_writers(by: Any) -> None:
    """Whoever may not write questionnaires goes no further."""
    if not by.has_perm("ask.change_questionnaire"):
        raise NotPermitted(_("You are not permitted to do this."))


@transaction.atomic
def write_questionnaire(document: Document, *, by: Any, about: str = "ask.person") -> Version:
    """A new questionnaire with its first draft."""
    only_writers(by)
    if about not in dict(subject_kinds.items()):
        raise Refused(_("Say whom the answers are about."))
    questionnaire = Questionnaire(about=about, made_by=by)
    entitle(questionnaire, document)
    questionnaire.save()
    version = Version.objects.create(questionnaire=questionnaire, number=1, document=to_plain(document))
    changes.record(questionnaire, by=by, verb=verbs.CREATE, before={}, after={"title": questionnaire.title})
    return version


def entitle(questionnaire: Questionnaire, document: Document) -> None:
    """The title that lists show."""
    language = next((code for code in document.languages if document.title.get(code)), document.language)
    questionnaire.title = (document.title.get(language) or _("Without a title"))[:300]
    questionnaire.title_language = language


@transaction.atomic
def new_version(
    questionnaire: Questionnaire, *, by: Any, document: Document | None = None, seen: int | None = None
) -> Version:
    """A draft that begins as the newest version, or as another document; the one there is when there is one.

    `seen` is the number of the newest version when this person looked.
    """
    only_writers(by)
    row = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    newest = row.versions.order_by("-number").first()
    assert newest is not None
    if newest.is_draft:
        if document is not None:
            raise Refused(_("A version is being written already. Publish it or throw it away first."))
        return newest
    if seen is not None and newest.number != seen:
        raise Refused(
            _("Somebody changed this questionnaire since you opened the page. Look at it again, then repeat.")
        )
    plain = newest.document if document is None else to_plain(document)
    try:
        with transaction.atomic():
            version = Version.objects.create(questionnaire=row, number=newest.number + 1, document=plain)
    except IntegrityError:
        return row.versions.get(state=VersionState.DRAFT)
    changes.append(
        row,
        by=by,
        verb=verbs.EDIT,
        values={},
        note=_("Version %(number)d begun") % {"number": version.number},
    )
    return version


@transaction.atomic
def throw_away(version: Version, *, by: Any) -> None:
    """Delete a draft; the questionnaire goes with it when it was never published."""
    only_writers(by)
    row = Version.objects.select_for_update().select_related("questionnaire").get(pk=version.pk)
    if not row.is_draft:
        raise Refused(_("A published version is never deleted. Take it out of use instead."))
    questionnaire = row.questionnaire
    if questionnaire.versions.count() == 1:
        questionnaire.delete()
    else:
        row.delete()


@transaction.atomic
def change_draft(version: Version, edit: int, change: Change, *, by: Any, note: str) -> Version:
    """Change the document of a draft, unless somebody changed it since this person looked."""
    only_writers(by)
    row = Version.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=version.pk)
    if not row.is_draft:
        raise Refused(_("This version is published and never changes. Begin a new one."))
    if row.edit != edit:
        raise Refused(
            _("Somebody changed this questionnaire since you opened the page. Look at it again, then repeat.")
        )
    document = change(row.parts)
    row.document = to_plain(document)
    row.edit += 1
    row.save()
    entitle(row.questionnaire, document)
    row.questionnaire.save(update_fields=["title", "title_language"])
    changes.append(row, by=by, verb=verbs.EDIT, values={}, note=note)
    return row


def write_item(
    version: Version,
    edit: int,
    item: Item,
    *,
    by: Any,
    group: str = "",
    choices: tuple[Choice, ...] | None = None,
) -> Version:
    """Put a question in, or change it; with its own list of choices when there is one."""

    def change(document: Document) -> Document:
        changed = put(document, item, group=group)
        return tidied(with_choices(changed, item.choices, choices) if choices is not None else changed)

    return change_draft(
        version, edit, change, by=by, note=_("Question “%(name)s” written") % {"name": item.name}
    )


def move_item(version: Version, edit: int, name: str, *, up: bool, by: Any) -> Version:
    """One place up or down."""
    note = _("Question “%(name)s” moved") % {"name": name}
    return change_draft(version, edit, lambda document: moved(document, name, up=up), by=by, note=note)


def remove_item(version: Version, edit: int, name: str, *, by: Any) -> Version:
    """Take a question out. Refused while something looks at it, here or elsewhere."""
    item = item_of(version.parts, name)
    inside = [name, *(each.name for each in Document(items=item.items).walk())] if item else [name]
    sentences = [sentence for each in inside for sentence in used_by(version.questionnaire, each)]
    if sentences:
        raise Refused(_("It is used elsewhere: %(where)s") % {"where": " ".join(sentences)})
    note = _("Question “%(name)s” taken out") % {"name": name}
    return change_draft(version, edit, lambda document: taken_out(document, name), by=by, note=note)


def write_head(
    version: Version, edit: int, *, title: dict[str, str], languages: tuple[str, ...], by: Any
) -> Version:
    """Title and languages."""

    def change(document: Document) -> Document:
        kept = {code: text for code, text in title.items() if code in languages}
        return replace(document, title=kept, languages=languages)

    return change_draft(version, edit, change, by=by, note=_("Title or languages changed"))
