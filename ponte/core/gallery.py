"""The gallery: which components stand together, and believable things to show them with."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ponte.core.languages import own_name
from ponte.core.models import Change
from ponte.core.money import Money
from ponte.core.ui import arches, controls, icons, records, words
from ponte.core.ui import forms as form_tags

MANY_LANGUAGES: tuple[str, ...] = ("en", "it", "fr", "es", "uk", "ar", "ti", "bn", "wo", "sq")


@dataclass(frozen=True)
class Shelf:
    """A part of the gallery: its template is `core/gallery/<key>.html`."""

    key: str
    title: str | Promise
    tags: tuple[Callable[..., Any], ...]

    @property
    def template(self) -> str:
        return f"core/gallery/{self.key}.html"

    @property
    def props(self) -> list[tuple[str, str]]:
        """Each tag with its props, read from its signature."""
        return [(tag.__name__, " ".join(props_of(tag))) for tag in self.tags]


SHELVES = (
    Shelf("buttons", _("Button"), (controls.button,)),
    Shelf("fields", _("Field"), (form_tags.field, form_tags.fields, form_tags.error_summary)),
    Shelf("lists", _("List row"), (words.arch, words.named, words.marked, words.route)),
    Shelf("tables", pgettext_lazy("rows and columns", "Table"), (records.table,)),
    Shelf(
        "filters",
        _("Filters"),
        (form_tags.search, records.filters, form_tags.facet, form_tags.chips),
    ),
    Shelf("states", _("State"), (words.state,)),
    Shelf("steps", _("Steps"), (records.steps,)),
    Shelf("events", _("Timeline and history"), (records.timeline, records.history)),
    Shelf("notices", _("Notice"), (controls.notice,)),
    Shelf("cards", _("Card, person, money"), (controls.card, words.person, words.money)),
    Shelf("tabs", _("Tabs and pages"), (controls.tabs, controls.pagination)),
    Shelf("menus", _("Menu and dialog"), (controls.menu, controls.dialog)),
    Shelf("progress", _("Progress"), (controls.progress,)),
    Shelf("arcs", _("Arcs and map"), (arches.bridge, arches.world)),
    Shelf("absence", _("Empty and loading"), (controls.empty, controls.skeleton)),
    Shelf("icons", _("Icons"), (icons.icon,)),
)


def props_of(tag: Callable[..., Any]) -> list[str]:
    """The props of a component as its templates write them; those with a default carry it."""
    parameters = inspect.signature(tag).parameters.values()
    return [
        name if default is inspect.Parameter.empty else f"{name}={default!r}"
        for name, default in ((parameter.name, parameter.default) for parameter in parameters)
        if name not in ("content", "context")
    ]


class SampleForm(forms.Form):
    """One field of every kind; two are wrong."""

    own_name = forms.CharField(label=_("Name in your language"), help_text=_("Write it as people say it."))
    phone = forms.RegexField(
        r"\+\d{6,}",
        label=_("Telephone"),
        widget=forms.TextInput(attrs={"type": "tel"}),
        error_messages={"invalid": _("This number is too short. Start with +39.")},
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
    country = forms.ChoiceField(label=_("Country"), choices=[("ERI", "Eritrea"), ("SEN", "Senegal")])
    reference = forms.CharField(label=_("Reference"), disabled=True, initial="SG25-0173")
    change = forms.CharField(label=_("What will change?"), required=False, widget=forms.Textarea)
    visible_to = forms.ChoiceField(
        label=_("Who may see this?"),
        choices=[("all", _("Everybody")), ("office", _("Only the office"))],
        widget=forms.RadioSelect,
    )
    agrees = forms.BooleanField(label=_("These facts may be published"))
    statute = forms.FileField(
        label=_("Statute"),
        required=False,
        help_text=_("PDF or photo, up to 10 MB. A photo of the paper is fine."),
    )


def samples() -> dict[str, Any]:
    """What the templates of the gallery show."""
    return {
        "form": SampleForm(
            {"own_name": "ማሕበር ሰምሃር", "phone": "02 555", "country": "ERI", "visible_to": "all"}
        ),
        "origins": ["Eritrea", "Ethiopia"],
        "places": ["Milano"],
        "found": [("Donne di ", False), ("Fès", True)],
        "icon_names": sorted(icons.PATHS),
        **_lists(),
        **_times(),
        **_pictures(),
    }


def _lists() -> dict[str, Any]:
    return {
        "big_sum": Money.of("24500", "EUR"),
        "small_sum": Money.of("-640.50", "EUR"),
        "page": Paginator(range(170), 25).page(3),
        "tab_items": [
            {"label": _("About"), "url": "#tabs", "current": True},
            {"label": _("Activities"), "url": "#tabs", "count": 5},
            {"label": _("History"), "url": "#tabs"},
        ],
        "menu_items": [
            {"label": _("Download"), "url": "#menus"},
            {"label": _("Print"), "url": "#menus", "current": True},
            {"label": "اردو", "url": "#menus", "lang": "ur"},
        ],
        "chosen": [
            {"label": _("Health"), "url": "#filters"},
            {"label": _("Work"), "url": "#filters", "chosen": False, "count": 19, "icon": "briefcase"},
        ],
        "options": [
            {"value": "papers", "label": _("Papers and permits"), "count": 38, "chosen": True},
            {"value": "health", "label": _("Health"), "count": 27},
        ],
        "many_options": [{"value": code, "label": own_name(code), "count": 9} for code in MANY_LANGUAGES],
    }


def _times() -> dict[str, Any]:
    now = timezone.now()
    names = (_("Draft"), _("Sent"), _("Checked"), _("Review"), _("Decision"), _("Agreement"))

    def bridge(*states: str) -> list[dict[str, str]]:
        return [{"label": str(name), "state": state} for name, state in zip(names, states, strict=True)]

    return {
        "in_review": bridge("done", "done", "done", "now", "next", "next"),
        "refused": bridge("done", "done", "done", "stopped", "next", "next"),
        "agreed": bridge("done", "done", "done", "done", "done", "done"),
        "events": [
            {"title": _("Decision"), "at": _("20 November"), "state": "next"},
            {"title": _("Review"), "at": now - timedelta(days=2), "by": "Elena Marchetti"},
            {"title": _("Sent"), "at": now - timedelta(days=9), "by": "ዳዊት ተስፋይ"},
        ],
        "changes": [
            Change(
                kind="core.office",
                verb="edit",
                at=now - timedelta(hours=5),
                by_name="Amina Saleh",
                values={"phone": {"before": "+39 02 5550 0100", "after": "+39 02 5550 0142"}},
            ),
            Change(
                kind="core.office",
                verb="create",
                via="import",
                at=now - timedelta(days=400),
                by_name="Bruno Ferri",
                values={"name": {"before": "", "after": "نساء فاس"}, "email": {"before": "x", "after": ""}},
            ),
        ],
    }


def _pictures() -> dict[str, Any]:
    milan, brescia, rome = (45.46, 9.19), (45.54, 10.22), (41.9, 12.5)
    ends = [
        ("Asmara", (15.33, 38.93), milan),
        ("Dakar", (14.69, -17.44), brescia),
        ("Dhaka", (23.71, 90.41), brescia),
        ("Lima", (-12.04, -77.03), rome),
        ("Kyiv", (50.45, 30.52), rome),
    ]
    return {
        "flows": [
            {"from": "Massawa", "to": "Milano", "weight": 120},
            {"from": "Keren", "to": "Milano", "weight": 40},
            {"from": "Asmara", "to": "Bologna", "weight": 30},
            {"from": "Asmara", "to": "Milano", "weight": 90},
            {"from": "Massawa", "to": "Roma", "weight": 20},
        ],
        "arcs": [{"from": origin, "to": place} for _name, origin, place in ends],
        "points": [
            *(point(name, at, "origin") for name, at, _place in ends),
            *(
                point(name, at, "place")
                for name, at in (("Milano", milan), ("Brescia", brescia), ("Roma", rome))
            ),
        ],
        "numbered": [
            {**point("Milano", milan, "place"), "number": 1, "url": "#arcs"},
            {**point("Roma", rome, "place"), "number": 2, "url": "#arcs"},
        ],
    }


def point(label: str, at: tuple[float, float], kind: str) -> dict[str, Any]:
    """A place as `world` takes it."""
    return {"label": label, "latitude": at[0], "longitude": at[1], "kind": kind}
