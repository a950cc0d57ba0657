"""What fund says: numbers with the form of the noun they ask for, long times as days."""

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from ponte.fund.models import Call
from ponte.fund.queries.call_page import months
from ponte.fund.queries.effort import time_of
from ponte.fund.queries.scenario_words import sentence
from ponte.fund.queries.scores import takes

TIMES = [
    (45, "about 45 minutes"),
    (60, "about one hour"),
    (255, "about 4 hours and 15 minutes"),
    (959, "about 15 hours and 59 minutes"),
    (960, "about 2 working days"),
    (1040, "about 3 working days"),
]


@pytest.mark.parametrize(("minutes", "told"), TIMES)
def test_a_long_time_is_told_as_days(minutes: int, told: str) -> None:
    assert render_to_string("fund/_minutes.html", {"time": time_of(minutes)}).strip() == told


def test_every_number_has_its_plural_in_every_language() -> None:
    def why(name: str, **facts: int) -> str:
        return sentence({"why": name, "facts": facts}, Call(currency="EUR"))

    assert [months(1), months(12)] == ["1 month", "12 months"]
    assert [why("places", places=1), why("places", places=4)] == [
        "The only place is taken.",
        "All 4 places are taken.",
    ]
    lower = [why("loss", points=points) for points in (100, 150, 1000)]
    assert lower[0] == "With it, the best total would be one point lower."
    assert [told.partition("be ")[2] for told in lower[1:]] == ["1.50 points lower.", "10 points lower."]
    assert takes("Idea", 1) == "“Idea” takes 0 or 1 point."
    with override("uk"):
        assert [months(number) for number in (1, 3, 12, 21)] == [
            "1 місяць",
            "3 місяці",
            "12 місяців",
            "21 місяць",
        ]
        assert why("loss", points=200).endswith("на 2 бали.")
    with override("ar"):
        assert [months(number) for number in (1, 2, 3, 12, 100)] == [
            "شهر واحد",
            "شهران",
            "3 أشهر",
            "12 شهرًا",
            "100 شهر",
        ]
        assert why("places", places=2) == "وُزّعت المنحتان كلتاهما."
