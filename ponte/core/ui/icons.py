"""Icons: one line each, drawn for Ponte on a grid of 24. They never stand without words on a main action."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from ponte.core.ui.library import one_of, register

PATHS = {
    "alert": "M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.3",
    "arrow": "M4 12h16M14 6l6 6-6 6",
    "back": "M20 12H4M10 6l-6 6 6 6",
    "book": "M12 6.5C10 5 7 4.5 3.5 4.5v13.5c3.5 0 6.5.5 8.5 2 2-1.5 5-2 8.5-2V4.5C17 4.5 14 5 12 6.5zM12 6.5V20",
    "briefcase": "M3.5 8h17v11h-17zM9 8V5.5h6V8M3.5 13h17",
    "building": "M5 20.5v-17h9v17M14 9h5v11.5M2.5 20.5h19M8 7.5h3M8 11.5h3M8 15.5h3",
    "calendar": "M4 6h16v14H4zM4 10.5h16M8 3.5V8M16 3.5V8",
    "chart": "M4 20h16M7 20v-7M12 20V5M17 20v-10",
    "check": "M4.5 12.5 10 18 20 6.5",
    "chevron": "M6 9l6 6 6-6",
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3 2",
    "cross": "M6 6l12 12M18 6 6 18",
    "document": "M6 3.5h8l4.5 4.5v12.5H6zM14 3.5V8h4.5M9 12.5h6M9 16h6",
    "dots": "M6 12h.01M12 12h.01M18 12h.01",
    "download": "M12 4v11M7 10.5l5 5 5-5M4.5 20h15",
    "edit": "M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19zM14 6.5l3.5 3.5",
    "eye": "M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
    "filter": "M4 6.5h16M7 12h10M10 17.5h4",
    "globe": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17",
    "heart": "M12 20C6 15.5 3.5 12.5 3.5 9A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8.5 2c0 3.5-2.5 6.5-8.5 11z",
    "history": "M4 12a8 8 0 1 0 2.5-5.8L4 8.5M4 4v4.5h4.5M12 8v4.5l3 1.5",
    "home": "M3.5 11.5 12 4l8.5 7.5M6 10v10h12V10M10 20v-5.5h4V20",
    "info": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.5v.3",
    "key": "M8 11.5a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM11 12.5 20 3.5M16 7.5l3 3",
    "link": "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.3 1.3M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.3-1.3",
    "lock": "M5.5 10.5h13v9.5h-13zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3",
    "mail": "M3.5 5.5h17v13h-17zM3.5 6.5 12 13l8.5-6.5",
    "menu": "M4 6.5h16M4 12h16M4 17.5h16",
    "moon": "M20 14A8.5 8.5 0 0 1 10 4a8.5 8.5 0 1 0 10 10z",
    "offline": "M3 4l18 16M5 11.5c1.2-1.2 2.6-2 4-2.5M19 11.5c-1.7-1.7-3.8-2.7-6-3M8.5 15c1-1 2.2-1.5 3.5-1.5M12 18.5v.3",
    "papers": "M3 5.5h18v13H3zM8.5 9.5a1.5 1.5 0 1 0 0 3 1.5 1.5 0 0 0 0-3zM5.8 15.5c.8-1.8 4.6-1.8 5.4 0M14 10h4M14 14h4",
    "people": "M9 4.5a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM3 19.5c0-7 12-7 12 0M15.5 5a3 3 0 0 1 0 5.8M17.5 14.2c2.3.8 3.5 2.5 3.5 5.3",
    "person": "M12 4a3.8 3.8 0 1 0 0 7.6A3.8 3.8 0 0 0 12 4zM4.5 20c0-7.5 15-7.5 15 0",
    "phone": "M6 3.5h3l1.5 4.5-2 1.5c1 2.5 3 4.5 5.5 5.5l1.5-2 4.5 1.5v3c0 1.5-1 2.5-2.5 2.5C10 19.5 4 13 3.5 6 3.5 4.5 4.5 3.5 6 3.5z",
    "pin": "M12 21c-4.5-5-6.5-8-6.5-11a6.5 6.5 0 0 1 13 0c0 3-2 6-6.5 11zM12 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
    "plus": "M12 5v14M5 12h14",
    "printer": "M7 9V3.5h10V9M7 17H3.5V9h17v8H17M7 14h10v6.5H7z",
    "scales": "M12 4v16M7 20h10M4 7.5h16M4 7.5 1.8 13c1 2 3.4 2 4.4 0zM20 7.5 17.8 13c1 2 3.4 2 4.4 0z",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20.5 20.5",
    "sun": "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
    "table": "M3.5 5h17v14h-17zM3.5 9.7h17M3.5 14.3h17M9.5 5v14",
    "trash": "M4.5 6.5h15M9 6.5V4h6v2.5M6.5 6.5l1 14h9l1-14M10 10.5v6M14 10.5v6",
    "undo": "M8.5 5 4 9.5 8.5 14M4 9.5h10a5.5 5.5 0 0 1 0 11H9",
    "upload": "M12 15.5V4.5M7 9l5-5 5 5M4.5 20h15",
}
MIRRORED = frozenset({"arrow", "back", "undo"})


@register.simple_tag
def icon(name: str, *, label: str = "") -> SafeString:
    """A drawing beside words; with a label it speaks for itself to a screen reader."""
    one_of("icon", name, tuple(PATHS))
    mirror = " mirrored" if name in MIRRORED else ""
    if label:
        return format_html(
            '<svg class="icon{}" viewBox="0 0 24 24" role="img" aria-label="{}"><path d="{}"/></svg>',
            mirror,
            label,
            PATHS[name],
        )
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true"><path d="{}"/></svg>', mirror, PATHS[name]
    )
