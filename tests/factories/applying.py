"""Applications as people write them: through the actions, with questions, a budget and partners."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from ponte.ask.actions import answering, writing
from ponte.ask.document.parts import Item
from ponte.ask.lifecycles.version import lifecycle
from ponte.ask.models import Version
from ponte.fund.actions import applying, budget
from ponte.fund.models import Application, BudgetCategory, Call
from ponte.map.models import Organisation
from tests.factories import ask, calls, cast
from tests.factories.accounts import PersonFactory
from tests.factories.map import belonging, organisation

QUESTIONS = (
    Item("who", "text", {"en": "Who you are"}, known_as="organisation.name"),
    Item("why", "long", {"en": "Why it is needed", "it": "Perché serve"}, required="yes"),
    Item("paper", "file", {"en": "A letter of support"}),
)
CATEGORIES = (("1", "Staff", None), ("5", "Travel", 20), ("7", "Running costs", None))
WHOLE: dict[str, Any] = {
    "title": "Pharmacies of Kayes",
    "summary": "Medicines for three villages.",
    "sector": "health_services",
    "country": "MLI",
    "starts_on": date(2027, 2, 1),
    "ends_on": date(2027, 7, 31),
    "language": "en",
    "host": None,
}


@dataclass(frozen=True)
class Said:
    """An answer, new or after the edition that was seen."""

    path: str
    value: Any
    edition: int = 0


def form(*items: Item, title: str = "The proposal") -> Version:
    """Published questions about applications."""
    document = ask.document(items=items or QUESTIONS, title={"en": title}, choices={})
    version = writing.write_questionnaire(document, by=cast.chiara(), about="fund.application")
    lifecycle.perform("publish", version, by=cast.chiara())
    return version


def call(**values: Any) -> Call:
    """An open call with three questions and three categories of costs, of which travel is at most a fifth."""
    given = {"form": form(), **values} if "form" not in values else values
    row = calls.call(**given)
    for position, (code, label, cap) in enumerate(CATEGORIES):
        BudgetCategory.objects.create(call=row, position=position, code=code, label=label, cap_percent=cap)
    return row


def applicant(**values: Any) -> tuple[Organisation, Any]:
    """An association, and Amina who leads it."""
    row = organisation(name="Amici del Mali", kind="association", origin="MLI", residence="ITA", **values)
    return row, belonging(cast.amina(), row)


def begun(of: Call | None = None, **values: Any) -> tuple[Application, Any]:
    """A draft, and who writes it."""
    row, person = applicant(**values)
    return applying.begin(of or call(), row, by=person, language="en"), person


def line(of: Application, by: Any, *, code: str = "1", price: int = 100_000, **values: Any) -> Any:
    """One line of its budget."""
    given = {
        "category": of.call.categories.get(code=code),
        "description": "A nurse",
        "unit": "month",
        "quantity": 1,
        "times": 1,
        "unit_minor": price,
        "total_minor": price,
        "own_minor": 0,
        "kind_minor": 0,
    }
    return budget.keep_line(of, values=given | values, by=by)


def complete(of: Call | None = None, **values: Any) -> tuple[Application, Any]:
    """Everything is there; nobody has pressed the button."""
    row, person = begun(of, **values)
    row = applying.change_about(row, values=WHOLE, by=person, seen=row.edition)
    line(row, person)
    say(row, person, why="Three villages have no pharmacy.")
    return Application.objects.get(pk=row.pk), person


def one_of_many(of: Call, number: int) -> tuple[Application, Any]:
    """The same of an organisation and a person of their own: for crowds."""
    row = organisation(name=f"Amici {number}", kind="association", origin="MLI", residence="ITA")
    person = belonging(PersonFactory(name=f"Person {number}"), row)
    begun = applying.begin(of, row, by=person, language="en")
    begun = applying.change_about(begun, values=WHOLE, by=person, seen=begun.edition)
    line(begun, person)
    say(begun, person, why="Three villages have no pharmacy.")
    return Application.objects.get(pk=begun.pk), person


def say(of: Application, by: Any, **answers: str) -> None:
    """Answers, as their page saves them."""
    response = applying.open_questions(of, by=by)
    given = [Said(path, value) for path, value in answers.items()]
    answering.save_answers(response, given, by=by)
