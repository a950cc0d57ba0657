"""Whom answers are about: kinds of subjects that other domains tell, so that questionnaires need not know them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from ponte.core.registries import Registry


def knows_nothing(_key: str) -> Mapping[str, Any]:
    """No answer is known elsewhere."""
    return {}


def nothing(_key: str) -> str:
    """Answers live here, and nothing stands in their way."""
    return ""


@dataclass(frozen=True)
class SubjectKind:
    """One kind of subject; each callable gets the key that stands after the colon of `Response.subject`.

    of          (key, title) of the subjects for which a person may answer
    title       how people call one
    may_answer  whether a person may fill in, see and submit answers about it
    known       answers that are known already, by `Item.known_as`, as they are stored
    home        the page on which answers are submitted, given back and withdrawn, if that is not one of ask's
    closed      why nothing can be written at this moment, in a sentence
    may_read    whether a person may read what was said; without it the office reads what was submitted
    """

    label: str | Promise
    of: Callable[[Any], Sequence[tuple[str, str]]]
    title: Callable[[str], str]
    may_answer: Callable[[Any, str], bool]
    known: Callable[[str], Mapping[str, Any]] = knows_nothing
    home: Callable[[str], str] = nothing
    closed: Callable[[str], str] = nothing
    may_read: Callable[[Any, str], bool] | None = None


subject_kinds: Registry[SubjectKind] = Registry()
# Where a question is used: (questionnaire, name of the question) -> sentences that say by what.
uses: Registry[Callable[[Any, str], list[str]]] = Registry()


def parted(subject: str) -> tuple[SubjectKind | None, str]:
    """The kind and the key of a subject."""
    name, _colon, key = subject.partition(":")
    try:
        return subject_kinds[name], key
    except KeyError:
        return None, key


def title(subject: str) -> str:
    """How people call a subject."""
    kind, key = parted(subject)
    return kind.title(key) if kind else subject


def may_answer(person: Any, subject: str) -> bool:
    """Whether a person fills in answers about it."""
    kind, key = parted(subject)
    return kind is not None and bool(getattr(person, "is_active", False)) and kind.may_answer(person, key)


def home(subject: str) -> str:
    """The page of another domain where these answers belong."""
    kind, key = parted(subject)
    return kind.home(key) if kind else ""


def closed(subject: str) -> str:
    """Why nothing can be written about it now."""
    kind, key = parted(subject)
    return kind.closed(key) if kind else ""


def used_by(questionnaire: Any, name: str) -> list[str]:
    """What a question is used by, in sentences."""
    return [sentence for tell in uses for sentence in tell(questionnaire, name)]
