"""No page is forgotten by the journeys that look at every page."""

from collections.abc import Iterator
from typing import Any

from django.urls import get_resolver, resolve

from tests.journeys import convening, funding
from tests.journeys.every_page import ANSWERING, OFFICE, OPEN, OWN
from tests.journeys.test_sign_in import LOCKED

SAMPLES = {
    "organisation": "organisations/A/",
    "change": "organisations/A/history/1/",
    "checked": "imports/1/",
    "applied": "imports/1/",
    "pair": "duplicates/1/",
    "stakeholder": "stakeholders/A/",
    "letter": "letters/A/",
    "correction": "corrections/A/",
    "asked": "people/requests/A/",
    "listed": "listed/A/",
    "line": "organisations/A/track-record/1/",
    "paper": "organisations/A/papers/1/",
    "claim": "claims/A/",
    "meeting": "meetings/A/",
    "item": "meetings/A/agenda/1/",
    "take_away": "meetings/A/exchange/take_away/1/",
    "guest": "guest/A/",
    "issue": "newsletter/issues/A/",
    "questionnaire": "questionnaires/A/",
    "answers": "answers/A/",
    **convening.SAMPLES,
    **funding.SAMPLES,
}
# Addresses that show no page: they redirect, answer a button, or serve a file or data.
NO_PAGE = {
    "map:finding_build",
    "map:finding_words_back",
    "map:finding_words_off",
    "ask:all_answers",
    "ask:answer_file",
    "ask:new_version",
    "ask:preview_live",
    "ask:question_move",
    "ask:question_remove",
    "ask:response_download",
    "ask:response_step",
    "ask:save",
    "ask:settle",
    "ask:version_download",
    "ask:version_step",
    *convening.NO_PAGE,
    *funding.NO_PAGE,
    "map:message_passed_on",
    "map:suggestions",
    "map:message_unblock",
    "map:duplicate_step",
    "map:duplicates_look",
    "accounts:token_revoke",
    "calendar_feed",
    "calendar_public",
    "convene:agenda_act",
    "convene:agenda_carry",
    "convene:agenda_document",
    "convene:agenda_document_new",
    "convene:agenda_document_remove",
    "convene:attendance_add",
    "convene:attendance_prefill",
    "convene:exchange_act",
    "convene:exchange_add",
    "convene:guest_calendar",
    "convene:guest_excuse",
    "convene:issue_send",
    "convene:action_report",
    "convene:action_step",
    "convene:amendment_step",
    "convene:decision_step",
    "convene:decisions_export",
    "convene:evidence_file",
    "convene:minutes_approve",
    "convene:minutes_begin",
    "convene:minutes_circulate",
    "convene:minutes_document",
    "convene:minutes_live",
    "convene:minutes_reopen",
    "convene:minutes_settle",
    "convene:meeting_calendar",
    "convene:meeting_step",
    "convene:poster_code",
    "api:about",
    "api:nothing",
    "api:openapi",
    "api:organisation",
    "api:organisation_changes",
    "api:organisations",
    "api:root",
    "api:vocabularies",
    "api:vocabulary",
    "front_door",
    "healthz",
    "choose_language",
    "csrf_token",
    "core:file",
    "accounts:close_or_reopen",
    "accounts:data_request_held",
    "accounts:data_request_step",
    "accounts:forget_person",
    "accounts:withdraw_invitation",
    "map:affiliation_step",
    "map:document_check",
    "map:document_file",
    "map:track_record_remove",
    "map:claim_code_revoke",
    "map:claim_step",
    "map:claim_take_back",
    "map:import_apply",
    "map:import_discard",
    "map:listed_renew",
    "map:member_change",
    "map:member_end",
    "map:member_withdraw",
    "map:organisation_step",
    "map:organisation_tell",
    "map:organisation_withdraw",
    "map:organisation_card",
    "map:organisation_code",
    "map:organisation_contact",
    "map:organisations_clusters",
    "map:organisations_export",
    "map:organisations_feed",
    "map:organisations_here",
    "map:organisations_office_export",
    "map:stakeholder_finish",
    "map:stakeholder_write",
    "mfa_download_recovery_codes",
    "mfa_login_webauthn",
    "robots",
    "sitemap",
    "sitemap_part",
}
# What the journey of minutes looks at, in both languages.
MINUTES = {
    "convene:action",
    "convene:action_by_link",
    "convene:action_edit",
    "convene:action_new",
    "convene:actions",
    "convene:amendment_new",
    "convene:decision",
    "convene:decision_edit",
    "convene:decision_new",
    "convene:decision_translate",
    "convene:minutes",
    "convene:minutes_by_link",
    "convene:minutes_change",
    "convene:minutes_history",
    "convene:minutes_translate",
    "convene:minutes_write",
}
# Pages that other journeys come by: an empty office, and the second lock at the door.
ON_THE_WAY = {"ask:newer", "accounts:start", "mfa_authenticate", *MINUTES}
# A page that follows a code sent by mail; its form is tested without a browser.
NOT_SEEN = {"account_confirm_login_code"}


def names(resolver: Any, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The names of all addresses."""
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from names(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield ":".join([*spaces, pattern.name])


def walked() -> set[str]:
    """The names of the addresses that the journeys look at."""
    paths = f"{OPEN} {OWN} {ANSWERING} {OFFICE} {LOCKED}".format(**SAMPLES).split()
    known = [path.partition("?")[0] for path in paths if path != "nothing-here/"]
    return {resolve(f"/en/{path}".replace("/en/../", "/")).view_name for path in ["", *known]}


def test_every_page_is_looked_at() -> None:
    forgotten = set(names(get_resolver())) - walked() - NO_PAGE - ON_THE_WAY - NOT_SEEN
    assert not forgotten, f"add them to tests/journeys/every_page.py: {sorted(forgotten)}"
