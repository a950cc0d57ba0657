"""Templates stay home: a domain's page extends and includes its own, the house's and the components only."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
USED = re.compile(r"\{%\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")
SHARED = {"core", "ui"}
PHYSICAL = re.compile(
    r"(?<![-\w])(?:(?:margin|padding|border)-(?:left|right)|(?:left|right)\s*:|text-align\s*:\s*(?:left|right)"
    r"|float\s*:\s*(?:left|right))"
)


def test_a_template_uses_its_own_domain_and_the_house_only() -> None:
    strangers = []
    for path in sorted(ROOT.glob("ponte/*/templates/**/*.html")):
        app = path.relative_to(ROOT).parts[1]
        for used in USED.findall(path.read_text()):
            owner = used.split("/")[0] if "/" in used else "core"
            if owner not in {app, *SHARED} and owner not in {"allauth", "account", "mfa", "socialaccount"}:
                strangers.append(f"{path.relative_to(ROOT)}: {used}")
    assert not strangers, "\n".join(strangers)


def test_styles_know_no_left_and_right() -> None:
    physical = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in sorted(ROOT.glob("ponte/**/*.css"))
        if "/vendor/" not in path.as_posix()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if PHYSICAL.search(line)
    ]
    assert not physical, "\n".join(physical)
