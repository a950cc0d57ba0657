"""Icons: one line each, drawn for Ponte on a grid of 24. They never stand without words on a main action."""

from functools import lru_cache
from pathlib import Path

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ponte.core.ui.library import one_of, register

# One drawing a line in icons.txt: its name, then the path.
_LINES = (Path(__file__).parent / "icons.txt").read_text().splitlines()
PATHS = dict(line.split(" ", 1) for line in _LINES)
MIRRORED = frozenset({"arrow", "back", "undo"})


@register.simple_tag
def icon(name: str, *, label: str = "") -> SafeString:
    """A drawing beside words; with a label it speaks for itself to a screen reader."""
    if name not in PATHS:
        one_of("icon", name, tuple(PATHS))
    return drawn(name, label)


@lru_cache(maxsize=512)
def drawn(name: str, label: str) -> SafeString:
    """The SVG of an icon. Lists show the same few hundreds of times, so they are kept."""
    mirror = " mirrored" if name in MIRRORED else ""
    speaks = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" {}><path d="{}"/></svg>', mirror, speaks, PATHS[name]
    )
