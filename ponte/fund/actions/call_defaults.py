"""What a new call begins with: the usual criteria and categories of a budget. All of it can be changed."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from ponte.core import wordings
from ponte.core.models import Office
from ponte.fund.models import BudgetCategory, Call, Criterion

GRID = (
    (_("Relevance and needs"), _("Does it answer a need that is shown? Who says so?"), 20),
    (
        _("Part of the diaspora, and what it adds"),
        _("What can this organisation do that others cannot?"),
        15,
    ),
    (_("Design and results"), _("Do the activities lead to the results? Can one see whether they did?"), 15),
    (
        _("Partners and coordination"),
        _("Local actors, authorities, other organisations: what have they agreed to?"),
        15,
    ),
    (_("Feasibility, capacity, timeline"), _("Can these people do it in this time?"), 10),
    (_("Budget and cost"), _("Are the costs needed, and right for what is done?"), 10),
    (_("Inclusion"), _("Women, young people, people with disabilities, the community around."), 5),
    (_("What stays afterwards"), _("What goes on when the money ends?"), 5),
    (_("Risk, no harm, access"), _("What can go wrong, for whom, and what is done about it?"), 5),
)
# The harmonised categories of the UN Sustainable Development Group.
CATEGORIES = (
    ("1", _("Staff and personnel")),
    ("2", _("Supplies, commodities, materials")),
    ("3", _("Equipment, vehicles and furniture")),
    ("4", _("Contractual services")),
    ("5", _("Travel")),
    ("6", _("Transfers and grants to counterparts")),
    ("7", _("General operating and other direct costs")),
    ("8", _("Indirect support costs")),
)
CAPS = {"8": 7}  # percent of what is asked for


def office_languages(first: str) -> list[str]:
    """The languages of the office, the one of the call first."""
    office = Office.current()
    return list(dict.fromkeys([first, *(office.languages if office else [])]))


def add_grid(call: Call, *, by: Any) -> None:
    """The usual criteria."""
    for position, (name, help_text, weight) in enumerate(GRID, start=1):
        with override(call.language):
            row = Criterion.objects.create(
                call=call, position=position, name=str(name), help=str(help_text), weight=weight
            )
        word(row, {"name": name, "help": help_text}, call.language, by=by)


def add_categories(call: Call, *, by: Any) -> None:
    """The usual categories."""
    for position, (code, label) in enumerate(CATEGORIES, start=1):
        with override(call.language):
            row = BudgetCategory.objects.create(
                call=call, position=position, code=code, label=str(label), cap_percent=CAPS.get(code)
            )
        word(row, {"label": label}, call.language, by=by)


def word(row: Criterion | BudgetCategory, texts: dict[str, Any], first: str, *, by: Any) -> None:
    """These texts in every language of the office that has them; a text a catalogue lacks is no translation."""
    for field, text in texts.items():
        with override(first):
            original = str(text)
        wordings.write(row, field, first, original, by=by)
        for language in office_languages(first)[1:]:
            with override(language):
                translated = str(text)
            if translated != original:
                wordings.write(row, field, language, translated, by=by)
