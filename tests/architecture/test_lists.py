"""Every list in pages has a test that counts its statements for one row and for several."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUARD = re.compile(r"mark\.guards\(\"([^\"]+)\"\)\n(?:@.*\n)*def [^(]+\([^)]*count_queries")


def test_every_list_has_a_guard_that_counts() -> None:
    lists = {
        path.as_posix().partition("/templates/")[2]
        for path in ROOT.glob("ponte/*/templates/**/*.html")
        if "{% pagination" in path.read_text() and "gallery" not in path.parts
    }
    tests = [path.read_text() for path in ROOT.glob("tests/**/test_*.py")]
    guarded = {template for text in tests for template in GUARD.findall(text)}
    assert lists - guarded == set(), "add a test marked guards(template), see docs/testing.md"
