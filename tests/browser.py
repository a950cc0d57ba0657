"""A real browser against the real stack."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.running import ROOT, running_site

AXE = ROOT / "tests" / "vendor" / "axe.min.js"
RUN = '{resultTypes: ["violations"], preload: false}'  # all rules; what passed is not written down
PATIENCE = 30_000  # milliseconds: a machine that is busy is slow, not wrong
expect.set_options(timeout=PATIENCE)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]


def chromium() -> str | None:
    """Where the browser is: CHROMIUM, or the one on the path; the one without windows costs a quarter less."""
    found = map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))
    return os.environ.get("CHROMIUM") or next(filter(None, found), None)


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the running site keeps its data and, under `mail`, the letters it sent."""
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def site(site_folder: Path) -> Iterator[str]:
    """The address of a running site with the demo office; journeys of one test process share it."""
    with running_site(site_folder) as running:
        yield running.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; tests that need it are skipped, visibly, where there is none."""
    path = chromium()
    if path is None:
        pytest.skip("no Chromium: install it (Debian: apt install chromium) or set CHROMIUM")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A fresh visitor on the running site: no cookies, a laptop's window; `page.goto("/en/")` works.

    The test fails when the page logged an error, for instance what the content security policy refused.
    """
    with fresh_visitor(browser, site) as opened:
        yield opened


@pytest.fixture
def other_page(browser: Browser, site: str) -> Iterator[Page]:
    """The browser of a second person."""
    with fresh_visitor(browser, site) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    """A telephone, 390 pixels wide."""
    with fresh_visitor(browser, site, viewport={"width": 390, "height": 844}, locale="ar") as opened:
        yield opened


@contextmanager
def fresh_visitor(browser: Browser, site: str, **how: Any) -> Iterator[Page]:
    """A page of a browser that was never here. Leaving fails when the page logged an error."""
    usual = {"viewport": {"width": 1280, "height": 800}, "locale": "en-GB", "reduced_motion": "reduce"}
    context = browser.new_context(base_url=site, **(usual | how))
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(f"{opened.url} {error}"))
    opened.on(
        "console",
        lambda said: complaints.append(f"{opened.url} {said.text}") if said.type == "error" else None,
    )
    try:
        yield opened
    finally:
        context.close()
    unexpected = [text for text in complaints if "Failed to load resource" not in text]
    assert not unexpected, f"the page logged errors: {unexpected}"


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with a readable list when the page, as it is now, has an accessibility violation."""

    def check(opened: Page) -> None:
        opened.evaluate(AXE.read_text())
        violations = opened.evaluate(f"() => axe.run({RUN}).then((result) => result.violations)")
        lines = [
            f"{found['id']} ({found['impact']}): {found['help']}: {node['target']} {node['html'][:200]}"
            for found in violations
            for node in found["nodes"]
        ]
        assert not lines, f"{opened.url}\n" + "\n".join(lines)

    return check
