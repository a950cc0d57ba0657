"""The words of the records: each code with its name in every language of the pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.utils.translation import override
from ninja import Field, Query, Router, Schema

from ponte.core.api.answers import reads
from ponte.core.api.asked import Asked
from ponte.core.api.problems import Problem, problems
from ponte.core.registries import Registry

router = Router()


@dataclass(frozen=True)
class Vocabulary:
    """`words` gives (code, label) in the language of the moment; `name` is its address."""

    name: str
    title: str | Promise
    words: Callable[[], Iterable[tuple[str, Any]]]


vocabularies: Registry[Vocabulary] = Registry()


class VocabularyBrief(Schema):
    """One vocabulary."""

    name: str = Field(description=N_("Its address is /api/v1/vocabularies/{name}."))
    title: str


class VocabulariesOut(Schema):
    """All of them."""

    results: list[VocabularyBrief]


class TermOut(Schema):
    """One code."""

    code: str
    labels: dict[str, str] = Field(description=N_("Its name in each language of the pages."))


class VocabularyOut(Schema):
    """One vocabulary with its codes."""

    name: str
    title: str
    count: int
    results: list[TermOut]


@router.get(
    "",
    response={200: VocabulariesOut, 304: None, **problems()},
    url_name="vocabularies",
    operation_id="vocabularies",
    summary=N_("Which vocabularies there are"),
    description=N_("The lists of codes that records use."),
)
@reads()
def every(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """The lists of codes that records use."""
    return {"results": [{"name": one.name, "title": str(one.title)} for one in vocabularies]}


@router.get(
    "/{name}",
    response={200: VocabularyOut, 304: None, **problems(404)},
    url_name="vocabulary",
    operation_id="vocabulary",
    summary=N_("The codes of one vocabulary, with their names"),
    description=N_("Each code in every language of the pages; names of places as this office calls them."),
)
@reads()
def one(request: HttpRequest, name: str, asked: Query[Asked]) -> dict[str, Any]:
    """Each code with its name in every language of the pages; names of places as this office calls them."""
    found = next((vocabulary for vocabulary in vocabularies if vocabulary.name == name), None)
    if found is None:
        raise Problem(
            404, _("Vocabularies: %(names)s.") % {"names": ", ".join(each.name for each in vocabularies)}
        )
    terms: dict[str, dict[str, str]] = {}
    for language, _label in settings.LANGUAGES:
        with override(language):
            for code, label in found.words():
                terms.setdefault(code, {})[language] = str(label)
    results = [{"code": code, "labels": labels} for code, labels in terms.items()]
    return {"name": found.name, "title": str(found.title), "count": len(results), "results": results}
