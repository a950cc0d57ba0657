"""Every component renders, refuses what it does not know, and escapes what people wrote."""

import re
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import TemplateSyntaxError, engines
from django.utils.translation import override

from ponte.core.gallery import SHELVES
from ponte.core.models import Change
from ponte.core.money import Money
from ponte.core.templatetags.ui import register
from ponte.core.ui.arches import Box, fitting
from ponte.core.ui.controls import shown_numbers

EVIL = "<script>alert(1)</script>"
USES = {
    "arch": "{% arch evil informal=True %}",
    "bridge": "{% bridge flows evil %}",
    "button": "{% button evil why=evil %}{% button evil href=evil %}{% button evil name=evil value=evil %}",
    "card": "{% card evil %}{{ evil }}{% endcard %}",
    "chips": "{% chips items evil %}",
    "dialog": "{% dialog 'd' evil %}{{ evil }}{% enddialog %}",
    "empty": "{% empty evil evil evil evil %}",
    "error_summary": "{% error_summary form %}",
    "facet": "{% facet evil evil options %}{% facet evil evil options 'select' %}",
    "field": "{% field form.name label=evil hint=evil lang=evil %}",
    "fields": "{% fields form %}",
    "filters": "{% filters evil chosen=2 action=evil %}{{ evil }}{% endfilters %}",
    "history": "{% history changes %}",
    "icon": "{% icon 'check' label=evil %}",
    "marked": "{% marked pieces evil %}",
    "menu": "{% menu evil items %}",
    "money": "{% money sum %}",
    "named": "{% named evil evil %}",
    "notice": "{% notice 'bad' evil %}{{ evil }}{% endnotice %}",
    "page_frame": "{% page_frame as frame %}{{ frame.path }}",
    "pagination": "{% pagination page 'q=1' %}",
    "person": "{% person evil evil evil evil %}",
    "progress": "{% progress 1 2 evil shown=evil %}",
    "route": "{% route evils evils %}",
    "search": "{% search evil name='q' value=evil placeholder=evil action=evil %}",
    "skeleton": "{% skeleton 3 %}",
    "state": "{% state 'good' evil %}",
    "steps": "{% steps steps %}",
    "table": "{% table evil %}<tr><td>{{ evil }}</td></tr>{% endtable %}",
    "tabs": "{% tabs items label=evil %}",
    "timeline": "{% timeline events %}",
    "world": "{% world points arcs label=evil %}",
}


class EvilForm(forms.Form):
    name = forms.CharField(label=EVIL, help_text=EVIL, max_length=3)
    kind = forms.ChoiceField(label=EVIL, choices=[(EVIL, EVIL)], widget=forms.RadioSelect)
    agrees = forms.BooleanField(label=EVIL)


def context() -> dict[str, Any]:
    values = {"name": {"before": EVIL, "after": EVIL}}
    return {
        "evil": EVIL,
        "evils": [EVIL, EVIL],
        "form": EvilForm({"name": EVIL, "kind": EVIL}),
        "flows": [{"from": EVIL, "to": EVIL, "weight": 2}],
        "pieces": [(EVIL, True), (EVIL, False)],
        "items": [{"label": EVIL, "url": EVIL, "current": True, "count": 2, "lang": "ar"}],
        "options": [{"value": EVIL, "label": EVIL, "count": 1, "chosen": True}],
        "changes": [Change(kind="core.office", verb=EVIL, by_name=EVIL, note=EVIL, values=values)],
        "sum": Money.of("8000", "EUR"),
        "page": Paginator(range(100), 10).page(4),
        "steps": [{"label": EVIL, "state": state} for state in ("done", "now", "next", "stopped")],
        "events": [{"title": EVIL, "text": EVIL, "at": EVIL, "by": EVIL}],
        "points": [{"label": EVIL, "latitude": 45.0, "longitude": 9.0, "number": 1, "url": EVIL}],
        "arcs": [{"from": (15.0, 39.0), "to": (45.0, 9.0)}],
    }


def render(source: str, **more: Any) -> str:
    return engines["django"].from_string("{% load ui %}" + source).render({**context(), **more})


def test_every_component_is_used_here_and_shown_in_the_gallery() -> None:
    assert set(register.tags) == set(USES)
    shown = {tag.__name__ for shelf in SHELVES for tag in shelf.tags}
    assert shown == set(USES) - {"page_frame"}


@pytest.mark.parametrize("name", USES)
def test_a_component_renders_and_escapes_what_people_wrote(name: str) -> None:
    html = render(USES[name])
    assert html.strip()
    assert EVIL not in html
    assert "&amp;lt;" not in html, "escaped twice"


@pytest.mark.parametrize("name", [name for name in USES if name != "page_frame"])
def test_an_unknown_prop_is_an_error(name: str) -> None:
    wrong = re.sub(rf"{{% {name} ", f"{{% {name} colour='red' ", USES[name], count=1)
    with pytest.raises(TemplateSyntaxError, match="colour"):
        render(wrong)


@pytest.mark.parametrize(
    "source",
    [
        "{% button 'x' kind='huge' %}",
        "{% state 'green' 'x' %}",
        "{% icon 'unicorn' %}",
        "{% notice 'loud' %}x{% endnotice %}",
        "{% facet 'x' 'y' options 'wheel' %}",
    ],
)
def test_a_misspelt_kind_is_an_error(source: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="it can be"):
        render(source)


def test_a_step_that_is_not_possible_gives_its_reason_and_is_no_button() -> None:
    html = render("{% button 'Sign' why='Not yet: the committee decides first.' %}")
    assert "Not yet: the committee decides first." in html
    assert "<button" not in html


def test_a_field_ties_its_hint_and_error_to_the_control() -> None:
    html = render("{% field form.name %}")
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_the_error_summary_leads_to_the_first_choice_of_a_group() -> None:
    form = EvilForm({"name": "abc"})
    assert 'href="#id_kind_0"' in render("{% error_summary form %}", form=form)
    assert 'id="id_kind_0"' in render("{% fields form %}", form=form)


def test_an_unbound_form_has_no_error_summary() -> None:
    assert "notice" not in render("{% error_summary form %}", form=EvilForm())


def test_a_name_carries_its_language_and_direction() -> None:
    assert render("{% named 'نساء فاس' 'ar' %}") == '<bdi lang="ar" dir="rtl">نساء فاس</bdi>'
    assert 'dir="auto"' in render("{% named 'Semhar' %}")


@pytest.mark.parametrize(("language", "written"), [("en", "€8,000"), ("it", "8000 €"), ("ar", "8,000 €")])
def test_whole_amounts_have_no_cents(language: str, written: str) -> None:
    with override(language):
        text = re.sub(r"[\u200e\u200f]", "", render("{% money sum %}")).replace("\xa0", " ")
    assert written in text.replace("8.000", "8000")


def test_cents_stay_when_there_are_some() -> None:
    assert "€0.50" in render("{% money sum %}", sum=Money.of("0.50", "EUR"))


@pytest.mark.parametrize(
    ("current", "last", "numbers"),
    [
        (1, 1, [1]),
        (1, 7, [1, 2, 3, None, 7]),
        (4, 7, [1, 2, 3, 4, 5, 6, 7]),
        (50, 99, [1, None, 49, 50, 51, None, 99]),
    ],
)
def test_pages_show_the_ends_and_the_neighbours(current: int, last: int, numbers: list[int | None]) -> None:
    assert shown_numbers(current, last) == numbers


def test_the_bridge_is_mirrored_in_arabic() -> None:
    def first_end(html: str) -> int:
        return int(re.findall(r'<circle class="from" cx="(\d+)"', html)[0])

    english = first_end(render("{% bridge flows 'x' %}"))
    with override("ar"):
        arabic = first_end(render("{% bridge flows 'x' %}"))
    assert english < arabic


def test_the_picture_of_the_world_holds_all_its_ends() -> None:
    ends = [(100.0, 400.0), (1900.0, 300.0), (1000.0, 350.0)]
    view = fitting(ends)
    assert all(view.holds(Box(x, y, x, y)) for x, y in ends)


def test_components_have_no_inline_code() -> None:
    templates = Path("ponte").rglob("templates/**/*.html")
    inline = re.compile(
        r"<style|\sstyle\s*=|\son[a-z]+\s*=|<script(?![^>]*(?:\ssrc=|application/json))|javascript:",
        re.IGNORECASE,
    )
    found = [(str(path), hit.group()) for path in templates for hit in inline.finditer(path.read_text())]
    assert not found
