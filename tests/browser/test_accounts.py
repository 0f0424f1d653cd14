"""Accounts in a real browser: signing up on a phone, and passkeys."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, PHONE, expect_signed_in, patient_context
from tests.live_site import LiveSite

PASSWORD = "correct horse battery"
MEMBER = f"""
from boards.members.models import Member
Member.objects.create_superuser("{{handle}}", "{{handle}}@example.com", "{PASSWORD}")
"""
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
VIRTUAL_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def letters_of(site: LiveSite) -> list[str]:
    """Return the links in the letters that the site printed, the oldest first."""
    return re.findall(r"https?://\S+/accounts/confirm-email/\S+", site.log.read_text())


def sign_in(page: Page, handle: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Handle or e-mail").fill(handle)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect_signed_in(page)


def assert_fits_and_breaks_no_rule(page: Page) -> None:
    results = Axe().run(page, options=RULES)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    small = page.evaluate(
        """() => [...document.querySelectorAll('main :is(button, .button, nav a, input)')]
            .filter(e => e.checkVisibility() && !['checkbox', 'radio'].includes(e.type))
            .filter(e => e.getBoundingClientRect().height < 43.5).map(e => e.outerHTML)"""
    )
    assert small == [], page.url


@pytest.mark.parametrize("java_script", [True, False])
def test_signing_up_on_a_phone(open_page, demo_site, java_script):
    handle = f"새사람{int(java_script)}"
    page = open_page(
        "/accounts/login/",
        viewport=PHONE,
        has_touch=True,
        locale="en",
        java_script_enabled=java_script,
    )
    page.get_by_role("link", name="Sign up").tap()
    page.get_by_label("E-mail").fill(f"new{int(java_script)}@example.com")
    page.get_by_label("Handle").fill("관리자")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").tap()
    expect(page.locator(".field__error")).to_contain_text("reserved")
    page.get_by_label("Handle").fill(handle)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").tap()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Verify")
    page.goto(letters_of(demo_site)[-1])
    page.get_by_role("button", name="Yes, it is mine").tap()
    expect_signed_in(page)
    expect(page.locator(".messages")).to_contain_text(handle)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_is_broken_and_nothing_sticks_out(open_page, demo_site, viewport, scheme):
    handle = f"axe-{scheme}-{viewport['width']}"
    demo_site.run_python(MEMBER.format(handle=handle))
    page = open_page("/", viewport=viewport, color_scheme=scheme, locale="en")
    for path in ("login", "signup", "password/reset", "password/reset/done", "confirm-email"):
        page.goto(f"/accounts/{path}/")
        assert_fits_and_breaks_no_rule(page)
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail").fill("x@example.com")
    page.get_by_label("Handle").fill("관리자")
    page.get_by_label("Password").fill("short")
    page.get_by_role("button", name="Sign up").click()
    assert_fits_and_breaks_no_rule(page)
    sign_in(page, handle)
    for path in ("handle", "email", "password/change", "2fa", "sessions", "3rdparty", "logout"):
        page.goto(f"/accounts/{path}/")
        assert_fits_and_breaks_no_rule(page)
    page.goto("/accounts/2fa/totp/activate/")
    assert_fits_and_breaks_no_rule(page)  # asks for the password first
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator(".qr svg")).to_be_visible()
    assert_fits_and_breaks_no_rule(page)
    for path in ("2fa/webauthn/add", "2fa/webauthn", "2fa/recovery-codes/generate"):
        page.goto(f"/accounts/{path}/")
        assert_fits_and_breaks_no_rule(page)


@pytest.fixture
def keyed_page(
    chromium: Browser, live_site_factory: Callable[..., LiveSite]
) -> Iterator[tuple[Page, LiveSite]]:
    """A page of a site at `localhost`, where passkeys may be used without HTTPS, and a key."""
    site = live_site_factory()
    site.run_python(MEMBER.format(handle="vubui"))
    context = patient_context(
        chromium, base_url=site.url.replace("127.0.0.1", "localhost"), viewport=DESK, locale="en"
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": VIRTUAL_KEY})
    yield page, site
    context.close()
    assert [text for text in complaints if "status of 4" not in text] == []


def test_a_passkey_is_added_signs_in_alone_and_is_removed(keyed_page):
    page, _site = keyed_page
    sign_in(page, "vubui")
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("My laptop")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_label("Unused codes")).to_be_visible()
    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator(".things")).to_contain_text("My laptop")
    expect(page.locator(".things")).to_contain_text("signs in alone")
    page.locator(".account > summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/?next=/accounts/sessions/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile(r"\d/accounts/sessions/$"))
    page.goto("/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Use a security key").or_(
        page.get_by_label("Password")
    ).first.wait_for()
    if page.get_by_label("Password").is_visible():
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".things")).to_contain_text("You have none yet")


def test_a_passkey_is_a_second_step_after_the_password(keyed_page):
    page, _site = keyed_page
    sign_in(page, "vubui")
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_label("Unused codes")).to_be_visible()
    page.locator(".account > summary").click()
    page.get_by_role("button", name="Sign out").click()
    page.goto("/accounts/login/")
    page.get_by_label("Handle or e-mail").fill("vubui")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("button", name="Use a security key").click()
    expect_signed_in(page)


def test_a_key_that_does_not_answer_is_told(keyed_page):
    page, _site = keyed_page
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.locator("[data-passkey-error]")).to_contain_text("did not answer")
