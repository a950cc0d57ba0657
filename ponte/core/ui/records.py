"""What happened and what is listed: tables, timelines, histories, filters around a list."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.safestring import SafeString

from ponte.core.models import Change
from ponte.core.ui.library import one_of, register, rendered


@register.simple_block_tag
def table(content: str, caption: str) -> SafeString:
    """A table that becomes cards on a phone: give each `td` a `data-label` with the words of its column."""
    return rendered("table", {"content": content, "caption": caption})


@register.simple_block_tag
def filters(
    content: str, title: str, *, chosen: int = 0, id: str = "filters", action: str = ""
) -> SafeString:
    """The form around facets: beside the list on a wide screen, behind one button on a phone."""
    return rendered(
        "filters", {"content": content, "title": title, "chosen": chosen, "id": id, "action": action}
    )


@register.inclusion_tag("ui/timeline.html")
def timeline(events: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What happened, newest first. Events: at (a time or words), title, text, by, state (done or next)."""
    shown = [{"at": "", "text": "", "by": "", "state": "done", **event} for event in events]
    return {"events": shown}


@register.inclusion_tag("ui/steps.html")
def steps(items: Iterable[Mapping[str, Any]], *, size: str = "") -> dict[str, Any]:
    """A life as a bridge of arches. Items: label, state (done, now, next, stopped); size `small` in lists."""
    one_of("size", size, ("", "small"))
    shown = list(items)
    for item in shown:
        one_of("state", item["state"], ("done", "now", "next", "stopped"))
    return {"items": shown, "size": size}


@register.inclusion_tag("ui/history.html")
def history(changes: Iterable[Change]) -> dict[str, Any]:
    """Who changed what and when, before and after, from the change log, newest first."""
    return {"changes": changes}
