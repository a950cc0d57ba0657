"""Fields, groups of fields, and what is wrong with them."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ponte.core.ui.library import one_of, register
from ponte.core.ui.words import direction

# Addresses, numbers and codes read left to right in every language.
LEFT_TO_RIGHT = (forms.EmailInput, forms.URLInput, forms.NumberInput, forms.PasswordInput, forms.DateInput)
IN_BRACKETS, BESIDE = " ({})", '<span class="count">{}</span>'
GROUPED_FROM = 1000  # smaller numbers are written alike in all our languages
MOST_OPTIONS = 6  # of a facet; the others open on request
TEXT = (forms.TextInput, forms.Textarea)


def widget_attributes(bound: BoundField, lang: str) -> dict[str, Any]:
    """Ids of hint and error for screen readers, direction and language of what will be typed."""
    widget = bound.field.widget
    attributes: dict[str, Any] = {}
    described = [
        bound.auto_id + end
        for end, there in (("_helptext", bound.help_text), ("_error", bound.errors))
        if there
    ]
    if described and not bound.use_fieldset:
        attributes["aria-describedby"] = " ".join(described)
    if isinstance(widget, LEFT_TO_RIGHT) or getattr(widget, "input_type", "") == "tel":
        attributes["dir"] = "ltr"
    elif isinstance(widget, TEXT):
        attributes["dir"] = direction(lang)
    if lang:
        attributes["lang"] = lang
    return attributes


@register.inclusion_tag("ui/field.html")
def field(bound: BoundField, *, lang: str = "", label: str = "", hint: str = "") -> dict[str, Any]:
    """One question of a form: label, hint, error, the control. What is not required says so."""
    widget = bound.field.widget
    several = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    return {
        "bound": bound,
        "id": bound.auto_id,
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "control": bound.as_widget(attrs=widget_attributes(bound, lang)),
        "several": several or bound.use_fieldset,
        "ticks": isinstance(widget, forms.CheckboxInput),
        "hidden": bound.is_hidden,
        "optional": not bound.field.required and not bound.field.disabled,
        "errors": bound.errors,
    }


@register.inclusion_tag("ui/fields.html")
def fields(form: forms.BaseForm) -> dict[str, Any]:
    """Every field of a form, in its order."""
    return {"form": form}


def first_control(bound: BoundField) -> str:
    """The id of what can take the focus: the control, or the first choice of a group."""
    return bound.id_for_label or f"{bound.auto_id}_0"


@register.inclusion_tag("ui/error_summary.html")
def error_summary(form: forms.BaseForm, *, focus: bool = True) -> dict[str, Any]:
    """All that is wrong, each a link to its field; takes the focus when the page opens."""
    problems: list[dict[str, Any]] = []
    if form.is_bound:
        problems = [{"text": text, "id": "", "label": ""} for text in form.non_field_errors()]
        for bound in form:
            problems += [
                {"text": text, "id": first_control(bound), "label": bound.label} for text in bound.errors
            ]
    return {"problems": problems, "focus": focus}


@register.inclusion_tag("ui/facet.html")
def facet(
    legend: str, name: str, options: Iterable[Mapping[str, Any]], kind: str = "checks"
) -> dict[str, Any]:
    """One way to narrow a list down. Options: value, label, count (or None), chosen."""
    one_of("kind", kind, ("checks", "radios", "select"))
    given = list(options)
    split = len(given) if kind == "select" or len(given) <= MOST_OPTIONS + 1 else MOST_OPTIONS
    more = given[split:]
    return {
        "legend": legend,
        "name": name,
        "kind": kind,
        "first": choices(given[:split], name, kind),
        "more": choices(more, name, kind),
        "more_count": len(more),
        "more_is_open": any(option.get("chosen") for option in more),
    }


def choices(options: Iterable[Mapping[str, Any]], name: str, kind: str) -> SafeString:
    """The options as HTML. Joined in Python: a page of the directory carries nine hundred of them."""
    if kind == "select":
        lines = [
            f'<option value="{escape(option["value"])}"{" selected" if option.get("chosen") else ""}>'
            f"{escape(option['label'])}{counted(option, IN_BRACKETS)}</option>"
            for option in options
        ]
    else:
        control = "radio" if kind == "radios" else "checkbox"
        lines = [
            f'<label><input type="{control}" name="{escape(name)}" value="{escape(option["value"])}"'
            f"{' checked' if option.get('chosen') else ''}><span>{escape(option['label'])}</span>"
            f"{counted(option, BESIDE)}</label>"
            for option in options
        ]
    return SafeString("\n".join(lines))


def counted(option: Mapping[str, Any], form: str) -> str:
    """How many there are, in figures of the reader; nothing when nobody counted."""
    count = option.get("count")
    if count is None:
        return ""
    return form.format(count if count < GROUPED_FROM else grouped(count, get_language()))


@lru_cache(maxsize=4096)
def grouped(number: int, _language: str | None) -> str:
    """A large number as the language of the moment writes it; the same ones come again and again."""
    return str(localize(number))


@register.inclusion_tag("ui/chips.html")
def chips(items: Iterable[Mapping[str, Any]], clear_url: str = "") -> dict[str, Any]:
    """What is chosen, each removable by its url. Items: label, url, and optionally icon, count, chosen."""
    shown = [{"icon": "", "count": None, "chosen": True, **item} for item in items]
    return {"items": shown, "clear_url": clear_url}


@register.inclusion_tag("ui/search.html")
def search(  # noqa: PLR0913 - the props are the interface
    label: str,
    *,
    name: str = "q",
    value: str = "",
    placeholder: str = "",
    action: str = "",
    form: str = "",
    size: str = "",
    suggests: str = "",
) -> dict[str, Any]:
    """A search field with its button: a form of its own, or part of the form whose id is given.

    `suggests` is the address that answers what may be meant while somebody types.
    """
    one_of("size", size, ("", "large"))
    return {
        "label": label,
        "name": name,
        "value": value,
        "placeholder": placeholder,
        "action": action,
        "form": form,
        "size": size,
        "suggests": suggests,
    }
