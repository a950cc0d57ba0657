"""Lifecycles are drawn from their table."""

from django.utils.translation import override

from ponte.core.workflow import pages
from ponte.core.workflow.checks import lifecycles_agree
from ponte.core.workflow.diagram import page
from tests.testapp.lifecycle import lifecycle


def test_the_diagram_has_an_arrow_for_each_step() -> None:
    assert lifecycle.diagram().splitlines() == [
        "stateDiagram-v2",
        '    state "Planned" as planned',
        '    state "Built" as built',
        '    state "Open" as open',
        '    state "Closed" as closed',
        "    [*] --> planned",
        "    planned --> built: Build",
        "    built --> open: Open (two people)",
        "    built --> built: Set the toll",
        "    built --> closed: Close",
        "    open --> open: Set the toll",
        "    open --> closed: Close",
        "    closed --> [*]",
    ]


def test_the_page_is_the_same_in_every_language() -> None:
    text = page(lifecycle)
    with override("ar"):
        assert page(lifecycle) == text
    assert "| Open (`open`) | Built | Open | `testapp.open_bridge` | two | The load is tested |" in text


def test_the_docs_have_the_lives_of_the_house_only() -> None:
    assert "docs/lifecycles/testapp-bridge.md" not in pages()


def test_the_tables_agree_with_models_and_rules() -> None:
    assert lifecycles_agree() == []


def test_a_table_that_disagrees_is_told(monkeypatch) -> None:
    monkeypatch.setattr(lifecycle, "kind", "core.proposal")
    monkeypatch.setattr(lifecycle, "field", "outcome")
    told = "\n".join(problem.msg for problem in lifecycles_agree())
    assert "Step build of testapp.bridge names unknown states: built, planned." in told
    assert "has no field opened_at to fill" in told
    assert "testapp" not in told.partition("needs the permission")[2].partition(",")[0]
