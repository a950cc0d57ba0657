"""The checker of 360Giving agrees with the official one, whose verdicts were recorded."""

import json
from pathlib import Path

import pytest

from ponte.fund.exports.threesixty.checking import findings

RECORDED = Path(__file__).parent / "threesixty"
EXPECTED = json.loads((RECORDED / "expected.json").read_text())["results"]
UK_ONLY = {"recipient_without_number"}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_the_official_verdict_is_met(name: str) -> None:
    expected = EXPECTED[name]
    found = findings(json.loads((RECORDED / name).read_text()))
    errors = [finding for finding in found if finding.level == "error"]
    assert bool(errors) is bool(expected["validation_errors"])
    assert {finding.rule for finding in errors} == {rule for rule, _field, _kind in expected["detail"]}
    if expected["checks"]:
        told = {level: sum(finding.level == level for finding in found) for level in ("warning", "hint")}
        assert told == {
            "warning": len(expected["checks"].get("quality_accuracy_checks", [])),
            "hint": len(expected["checks"].get("usefulness_checks", [])),
        }
