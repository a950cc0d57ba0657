"""What people ask the directory of invented organisations for."""

from bench.register import THEMES
from bench.scripts import SCRIPTS

WORDS = [*THEMES, *(word[0] for script in SCRIPTS for word in script.words[:4])]
FILTERS = (
    "?country_of_origin=SEN",
    "?country_of_origin=002&sector=health_services",
    "?sector=fundraising&sector=health_services&language=ar",
    "?kind=informal_group&sort=changed",
    "?active_in=150&q=associazione",
)


def searches() -> list[str]:
    """What people type into the search box: whole words, beginnings, two words."""
    whole = [f"?q={word}" for word in WORDS[:20]]
    return (
        whole
        + [f"?q={word[:3]}" for word in WORDS[20:30]]
        + [f"?q={a}+{b[:4]}" for a, b in zip(WORDS, WORDS[9:], strict=False)][:10]
    )


def filtered() -> list[str]:
    """What people choose in the filters."""
    return list(FILTERS)
