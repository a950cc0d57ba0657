"""The first administrator opens an empty office, adds a passkey and a second lock, and comes back."""

from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from playwright.sync_api import Browser, Page, expect

from tests.browser import PATIENCE
from tests.running import running_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Axe = Callable[[Page], None]
PASSWORD = "a long walk over the bridge"
# Pages that only somebody with a password, a passkey, an app and recovery codes has.
LOCKED = """
 account/ account/password/change/ account/second-factor/ account/second-factor/recovery-codes/
 account/second-factor/recovery-codes/generate/ account/second-factor/totp/deactivate/
 account/second-factor/webauthn/ account/second-factor/webauthn/keys/1/edit/
 account/second-factor/webauthn/keys/1/remove/ account/reauthenticate/ account/second-factor/reauthenticate/
 account/second-factor/webauthn/reauthenticate/ people/ office/ office/privacy/
"""
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def empty_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real installation nobody has opened yet."""
    with running_site(tmp_path_factory.mktemp("empty"), PONTE_DEMO="0") as running:
        yield running.url


@pytest.fixture
def telephone(browser: Browser, empty_office: str) -> Iterator[Page]:
    """A browser with a device that keeps passkeys; nothing may be refused by the content security policy."""
    context = browser.new_context(base_url=empty_office, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    yield page
    context.close()
    assert not complaints


def sign_out(page: Page) -> None:
    page.goto("/en/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/en/")


def show_that_it_is_still_you(page: Page) -> None:
    if "reauthenticate" in page.url:
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Continue").click()


def open_the_office(page: Page, axe: Axe) -> None:
    for address in ("/ar/start/", "/en/start/"):
        page.goto(address)
        axe(page)
    page.get_by_label("Name of the office").fill("Country Office Italy")
    page.get_by_label("Country", exact=True).select_option("ITA")
    page.get_by_label("Your name").fill("Bruno Ferri")
    page.get_by_label("Your e-mail").fill("bruno@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Open the office").click()
    page.wait_for_url("**/en/desk/")


def add_a_passkey(page: Page) -> None:
    page.goto("/en/account/second-factor/webauthn/add/")
    show_that_it_is_still_you(page)
    page.get_by_label("Name").fill("Telephone")
    page.get_by_label("opens my account without a password").check()
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/**")


def come_back_with_the_passkey(page: Page) -> None:
    page.goto("/en/account/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url("**/en/desk/")


def switch_on_codes(page: Page) -> None:
    page.goto("/en/account/second-factor/totp/activate/")
    show_that_it_is_still_you(page)
    secret = page.locator("code.secret").inner_text()
    counter = next(iter(yield_hotp_counters_from_time()))
    page.get_by_label("Code").fill(format_hotp_value(hotp_value(secret, counter)))
    page.get_by_role("button", name="Switch it on").click()
    page.wait_for_url("**/second-factor/**")


def test_a_passkey_opens_the_office_it_was_made_for(telephone: Page, axe: Axe) -> None:
    open_the_office(telephone, axe)
    assert telephone.request.get("/en/start/").status == 404
    add_a_passkey(telephone)
    codes = telephone.locator("ul.codes code")
    expect(codes).to_have_count(10)
    recovery_code = codes.first.inner_text()
    sign_out(telephone)
    come_back_with_the_passkey(telephone)
    sign_out(telephone)
    telephone.goto("/en/account/login/")
    telephone.get_by_label("E-mail").fill("bruno@example.org")
    telephone.get_by_label("Password", exact=True).fill(PASSWORD)
    telephone.get_by_role("button", name="Sign in", exact=True).click()
    telephone.wait_for_url("**/second-factor/authenticate/")
    axe(telephone)
    telephone.get_by_label("Code").fill(recovery_code)
    telephone.get_by_role("button", name="Sign in", exact=True).click()
    telephone.wait_for_url("**/en/desk/")
    switch_on_codes(telephone)
    look_at_every_lock(telephone, axe)


def look_at_every_lock(page: Page, axe: Axe) -> None:
    for language, scheme in (("en", "dark"), ("ar", "light")):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
        for path in LOCKED.split():
            answer = page.goto(f"/{language}/{path}")
            assert answer is not None
            assert answer.ok, page.url
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url


@pytest.mark.parametrize(
    "address", ["/en/account/login/", "/ar/account/login/", "/ar/privacy/", "/en/people/roles/"]
)
def test_pages_for_visitors_can_be_used_by_everybody(telephone: Page, axe: Axe, address: str) -> None:
    for scheme in ("light", "dark"):
        telephone.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        telephone.goto(address)
        axe(telephone)
    assert telephone.evaluate("document.documentElement.scrollWidth") <= 360
