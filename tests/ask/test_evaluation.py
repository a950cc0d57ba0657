"""What answers make of a questionnaire: relevance, calculations, repeats, choices, what is missing."""

from itertools import pairwise

import pytest

from ponte.ask.document.form import Form
from ponte.ask.document.parts import Document, Item
from ponte.ask.language import Mistake
from tests.ask.making import document, looked

HEAD = (
    "type | name | label | required | relevant | constraint | constraint_message | calculation | choice_filter"
    " | default | repeat_count\n"
)
FAMILY = document(
    survey=HEAD
    + """
text | name | Your name | yes
integer | age | Age of ${name} | yes | | . >= 0 and . < 130 | Between 0 and 129
begin group | adult | For adults | | ${age} >= 18
text | work | Work of ${name} | true()
select_one country | land | Country
select_one city | town | Town | | | | | | land = ${land}
end group
integer | children | Children | | | | | | | 0
begin repeat | child | Child | | | | | | | | ${children}
text | called | Name | yes
integer | years | Years
calculate | number | | | | | | position(..)
calculate | before | | | | | | indexed-repeat(${called}, ${child}, position(..) - 1)
end repeat
begin repeat | trip | Trip
decimal | km | Kilometres
end repeat
calculate | all | | | | | | sum(${years})
calculate | trips | | | | | | count(${trip})
calculate | far | | | | | | sum(${km}) div count(${trip})
note | told | ${name} has ${all} years of children: ${called}
date | day | Day | | | | | | | today()
calculate | id | | | | | | once(concat(${name}, '-', today()))
""",
    choices="list_name | name | label | land\ncountry | ita | Italy\ncountry | sen | Senegal\n"
    "city | to | Torino | ita\ncity | mi | Milano | ita\ncity | dk | Dakar | sen",
)


def test_nothing_answered_yet() -> None:
    now = looked(FAMILY, {})
    assert [look.path for look in now.missing] == ["name", "age"]
    assert not now.found["work", ()].relevant
    assert now.found["children", ()].stored == 0
    assert now.found["day", ()].stored == "2026-05-31"
    assert now.repetitions["trip", ()] == ["1"]
    assert str(now.found["far", ()].value) == "0"


def test_conditions_calculations_and_repetitions_follow_the_answers() -> None:
    answers = {
        "name": "Awa",
        "age": 40,
        "land": "sen",
        "town": "to",
        "children": 2,
        "child:1/called": "Ibou",
        "child:1/years": 7,
        "child:2/called": "Nafi",
        "child:2/years": 5,
        "trip": ["k1", "k2"],
        "trip:k1/km": "0.1",
        "trip:k2/km": "0.2",
    }
    now = looked(FAMILY, answers)
    assert [look.path for look in now.missing] == ["work"]
    assert [(look.path, look.problem) for look in now.wrong] == [
        ("town", "What was chosen is not offered any more. Choose again.")
    ]
    assert [choice.name for choice in now.choices(now.found["town", ()])] == ["dk"]
    assert [now.found["number", (key,)].value for key in "12"] == [1, 2]
    assert now.found["before", ("2",)].value == "Ibou"
    assert (now.found["all", ()].value, now.found["trips", ()].value) == (12, 2)
    assert str(now.found["far", ()].value) == "0.15"
    told = now.found["told", ()]
    assert now.text(told.item.label, told)[0] == "Awa has 12 years of children: Ibou, Nafi"
    assert now.found["id", ()].value == "Awa-2026-05-31"
    assert looked(FAMILY, answers | {"id": "kept"}).found["id", ()].value == "kept"


def test_what_is_not_asked_counts_nothing() -> None:
    now = looked(FAMILY, {"name": "Awa", "age": 12, "work": "hidden", "town": "nowhere"})
    assert now.at("work", ()) == ""
    assert not now.wrong
    assert not now.missing
    assert looked(FAMILY, {"name": "x", "age": 200}).wrong[0].problem == "Between 0 and 129"


def test_paths_name_a_place_or_nothing() -> None:
    form = Form(FAMILY)
    assert form.where("child:2/called") == (form["called"], ("2",))
    for path in (
        "called",
        "child/called",
        "child:2/x",
        "trip:1/called",
        "child:../called",
        "child:1/child:2/called",
    ):
        assert form.where(path) is None, path


def test_a_circle_of_defaults_and_conditions_is_no_questionnaire() -> None:
    with pytest.raises(Mistake, match="in a circle"):
        Form(
            Document(
                items=(Item("a", "integer", default="int(${b})"), Item("b", "integer", relevant="${a} > 1"))
            )
        )


def test_a_chain_of_a_thousand_calculations_is_worked_out() -> None:
    names = [f"n{at}" for at in range(1_000)]
    rows = "\n".join(
        f"calculate | {name} | | | | | | ${{{earlier}}} + 1" for earlier, name in pairwise(names)
    )
    made = document(survey=HEAD + f"integer | n0 | N\n{rows}\ntext | t | T")
    assert looked(made, {"n0": 1}).found["n999", ()].value == 1000


def test_a_questionnaire_that_takes_too_long_says_so() -> None:
    rows = "\n".join(
        f"calculate | c{at} | | | | | | sum(${{n}}) + sum(${{n}}) + sum(${{n}})" for at in range(400)
    )
    made = document(survey=HEAD + f"begin repeat | r | R\ninteger | n | N\nend repeat\n{rows}")
    keys = [str(at) for at in range(200)]
    with pytest.raises(Mistake, match="too long"):
        looked(made, {"r": keys})
