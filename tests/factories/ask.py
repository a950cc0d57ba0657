"""Questionnaires and answers."""

from typing import Any

from ponte.accounts.models import Person
from ponte.ask.actions import responses, writing
from ponte.ask.document.parts import Choice, Document, Item
from ponte.ask.lifecycles.version import lifecycle
from ponte.ask.models import Questionnaire, Response, Version
from tests.factories import cast

ITEMS = (
    Item("name", "text", {"en": "Your name", "it": "Il tuo nome"}, required="yes", known_as="person.name"),
    Item(
        "family",
        "group",
        {"en": "Family", "it": "Famiglia"},
        items=(
            Item("kids", "integer", {"en": "Children", "it": "Figli"}, constraint=". >= 0 and . < 30"),
            Item(
                "school",
                "one",
                {"en": "Do they go to school?"},
                relevant="${kids} > 0",
                required="yes",
                choices="yn",
            ),
            Item(
                "child",
                "repeat",
                {"en": "Child"},
                relevant="${kids} > 0",
                items=(Item("called", "text", {"en": "Called"}), Item("years", "integer", {"en": "Years"})),
            ),
        ),
    ),
    Item("langs", "many", {"en": "Languages"}, choices="langs"),
    Item("cost", "money", {"en": "Cost"}, currencies=("EUR", "USD")),
    Item("born", "date", {"en": "Born"}),
    Item("paper", "file", {"en": "A paper"}),
    Item("at", "place", {"en": "Where"}),
    Item("double", "calculation", {"en": "Twice"}, calculation="${kids} * 2"),
)
CHOICES = {
    "yn": (Choice("yes", {"en": "Yes"}), Choice("no", {"en": "No"})),
    "langs": tuple(Choice(code, {"en": name}) for code, name in {"ar": "Arabic", "fr": "French"}.items()),
}


def document(**values: Any) -> Document:
    """A questionnaire in two languages with one of most things."""
    given = {
        "languages": ("en", "it"),
        "title": {"en": "A few questions"},
        "items": ITEMS,
        "choices": CHOICES,
        **values,
    }
    return Document(**given)


def draft(**values: Any) -> Version:
    """Being written."""
    return writing.write_questionnaire(document(**values), by=cast.chiara())


def published(**values: Any) -> Questionnaire:
    """To be answered."""
    version = draft(**values)
    lifecycle.perform("publish", version, by=cast.chiara())
    return version.questionnaire


def response(questionnaire: Questionnaire | None = None, *, by: Person | None = None) -> Response:
    """Somebody began to answer about themself."""
    person = by or cast.elena()
    return responses.start(questionnaire or published(), f"ask.person:{person.pk}", by=person)
