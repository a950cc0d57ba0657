"""What people press: buttons, menus, dialogs, tabs, pages, and the notices that answer them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.paginator import Page
from django.utils.safestring import SafeString

from ponte.core.ui.library import one_of, register, rendered

Item = Mapping[str, Any]
NOTICES = {"info": "info", "good": "check", "warn": "alert", "bad": "alert", "offline": "offline"}


@register.inclusion_tag("ui/button.html")
def button(  # noqa: PLR0913 - the props are the interface
    label: str,
    *,
    kind: str = "primary",
    type: str = "submit",
    href: str = "",
    icon: str = "",
    size: str = "",
    name: str = "",
    value: str = "",
    busy: bool = False,
    why: str = "",
) -> dict[str, Any]:
    """Says what happens. With `why` it is not possible yet, and gives the reason."""
    one_of("kind", kind, ("primary", "secondary", "quiet", "danger"))
    one_of("size", size, ("", "small", "large", "wide"))
    one_of("type", type, ("submit", "button", "reset"))
    return {
        "label": label,
        "classes": f"button {kind} {size}".strip(),
        "type": type,
        "href": href,
        "icon": icon,
        "name": name,
        "value": value,
        "busy": busy,
        "why": why,
    }


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "", *, icon: str = "") -> SafeString:
    """A message that stands apart. Kind `bad` is read out at once by a screen reader."""
    one_of("kind", kind, tuple(NOTICES))
    return rendered(
        "notice", {"content": content, "kind": kind, "title": title, "icon": icon or NOTICES[kind]}
    )


@register.simple_block_tag
def card(content: str, title: str = "", *, level: int = 2) -> SafeString:
    """Something that stands apart, with its heading."""
    return rendered("card", {"content": content, "title": title, "heading": f"h{level}"})


@register.inclusion_tag("ui/tabs.html")
def tabs(items: Iterable[Item], *, label: str = "") -> dict[str, Any]:
    """Pages of one thing. Each item: label, url, current, count (or None)."""
    shown = [{"count": None, "current": False, **item} for item in items]
    return {"items": shown, "label": label}


@register.inclusion_tag("ui/pagination.html")
def pagination(page: Page, query: str = "") -> dict[str, Any]:
    """Numbered pages; `query` is what the addresses keep (`q=milan&sector=health`), without `page`."""
    last = page.paginator.num_pages
    start = f"?{query}&page=" if query else "?page="
    return {
        "current": page.number,
        "numbers": shown_numbers(page.number, last),
        "start": start,
        "previous": page.number - 1 if page.number > 1 else None,
        "next": page.number + 1 if page.number < last else None,
        "last": last,
    }


def shown_numbers(current: int, last: int) -> list[int | None]:
    """First, last and the neighbours of the current page; None where numbers are left out."""
    kept = [n for n in range(1, last + 1) if n in (1, last) or abs(n - current) <= 1 or (n <= 3 >= current)]
    numbers: list[int | None] = []
    for number in kept:
        previous = numbers[-1] if numbers else 0
        if previous is not None and number - previous == 2:
            numbers.append(number - 1)
        elif previous is not None and number - previous > 2:
            numbers.append(None)
        numbers.append(number)
    return numbers


@register.inclusion_tag("ui/menu.html")
def menu(label: str, items: Sequence[Item], *, kind: str = "secondary", icon: str = "") -> dict[str, Any]:
    """Links behind one word. Each item: label, url, current, lang (when the label is in another language)."""
    one_of("kind", kind, ("primary", "secondary", "quiet"))
    shown = [{"current": False, "lang": "", **item} for item in items]
    return {"label": label, "items": shown, "kind": kind, "icon": icon}


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:
    """A question over the page. Open it by a link to `#id`; without JavaScript that shows it in place."""
    return rendered("dialog", {"content": content, "id": id, "title": title})


@register.inclusion_tag("ui/progress.html")
def progress(value: float, maximum: float, label: str, *, shown: str = "") -> dict[str, Any]:
    """How much of something is done; `shown` replaces the percentage ("€4,960 of €8,000")."""
    share = round(100 * value / maximum) if maximum else 0
    return {"value": value, "maximum": maximum or 1, "label": label, "shown": shown or f"{share}%"}


@register.inclusion_tag("ui/empty.html")
def empty(title: str, text: str = "", href: str = "", label: str = "") -> dict[str, Any]:
    """What would be here, and the next step."""
    return {"title": title, "text": text, "href": href, "label": label}


@register.inclusion_tag("ui/skeleton.html")
def skeleton(lines: int = 3) -> dict[str, Any]:
    """Where something is still loading."""
    return {"lines": range(lines)}
