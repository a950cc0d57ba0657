"""Every address of the project, found by walking the resolver, with real things behind its arguments."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver

from ponte.accounts.actions import data_requests, invitations
from ponte.core import files, links
from ponte.core.links import token_of
from ponte.core.models import ImportRun, Letter, SignedLink
from ponte.map.actions import change_organisation, corrections, listing, members
from ponte.map.actions.affiliations import affiliate
from ponte.map.actions.documents import add_document
from ponte.map.actions.duplicates import pair_by_hand
from ponte.map.actions.stakeholders import write_relation
from ponte.map.actions.track_record import write_track_record
from ponte.map.lifecycles.members import give_role
from ponte.map.models import Claim, Organisation, Relation
from tests.danger import asking, call_things, convening, fund_things
from tests.factories import cast
from tests.factories.accounts import office
from tests.factories.map import contact, full_organisation, stakeholder
from tests.map.importing import checked

OFFICE_WORD, MEMBERS_WORD = "Lanternhidden", "Membersonly"  # in names nobody outside may read
NAMES = {"members": MEMBERS_WORD, "office": OFFICE_WORD}
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*(?:\)[^)]*)?\)")


@dataclass(frozen=True)
class Address:
    """One pattern: how it reads, and how it is called."""

    route: str
    name: str

    @property
    def arguments(self) -> list[str]:
        """The names of its arguments."""
        return [first or second for first, second in ARGUMENT.findall(self.route)]

    def filled(self, values: dict[str, Any]) -> str:
        """The address with these values."""
        path = ARGUMENT.sub(lambda found: str(values[found[1] or found[2]]), self.route)
        return "/" + path.replace("^", "").replace("$", "").replace("\\Z", "")


def addresses(resolver: URLResolver | None = None, before: str = "", space: str = "") -> Iterator[Address]:
    """Every address there is."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(route, f"{space}{pattern.name or route}")
        else:
            yield from addresses(
                pattern, route, f"{space}{pattern.namespace}:" if pattern.namespace else space
            )


def statute() -> SimpleUploadedFile:
    """A paper."""
    return SimpleUploadedFile(f"{OFFICE_WORD}.pdf", f"%PDF-1.7 {OFFICE_WORD}".encode())


def hanging_on(rows: dict[str, Organisation]) -> dict[str, Any]:
    """A paper, a line of the track record and a federation of each; tables and engagements."""
    chiara, rete = cast.chiara(), full_organisation(name="Rete")
    return {
        "papers": [add_document(row, statute(), by=chiara, kind="statute") for row in rows.values()],
        "lines": [
            write_track_record(row, by=chiara, kind="grant", title=OFFICE_WORD) for row in rows.values()
        ],
        "affiliations": [affiliate(row, rete, by=chiara) for row in rows.values()],
        **convening.things(OFFICE_WORD),
        **asking.things(),
        **call_things.things(OFFICE_WORD, MEMBERS_WORD),
        **fund_things.things(OFFICE_WORD),
    }


def between(one: Organisation, other: Organisation, person: Any) -> dict[str, Any]:
    """What is about two: a pair of records, an entry of the relation log."""
    return {"pair": pair_by_hand(one, other, by=person), "relation": promised_by(person)}


def of_its_own_people() -> dict[str, Any]:
    """An organisation with an owner, whom it invited and who else claims it."""
    amina, owned = (
        cast.amina(),
        full_organisation(name="Amina and friends", services=OFFICE_WORD, visibility="office"),
    )
    give_role(owned, amina, "owner", by=cast.chiara())
    joining = members.invite(owned, email="ida@example.org", role="editor", language="en", by=amina)
    claim = Claim.objects.create(organisation=owned, person=cast.elena(), statement=OFFICE_WORD)
    return {
        "owned": owned,
        "membership": owned.memberships.get(),
        "joining": joining,
        "join_token": token_of(SignedLink.objects.latest("pk")),
        "claim": claim,
        "claim_token": links.issue("map.claim", claim, by=cast.chiara(), days=3),
    }


def things() -> dict[str, Any]:
    """One of everything, and organisations for everybody, for members and for the office."""
    bruno, chiara = cast.bruno(), cast.chiara()
    office()
    rows = {
        "public": full_organisation(name="Donne del Sahel", visibility="public"),
        **{seen: full_organisation(name=NAMES[seen], visibility=seen) for seen in NAMES},
    }
    changed = {
        name: change_organisation(row, values={"kind": "media"}, by=chiara) for name, row in rows.items()
    }
    upload = SimpleUploadedFile("list.csv", f"name\n{OFFICE_WORD} two\n".encode())
    stored = files.receive(upload, kinds=(files.Kind.CSV,), by=chiara)
    run = checked(f"name\n{OFFICE_WORD} three\n")
    ImportRun.objects.filter(pk=run.pk).update(file=stored, by=chiara)
    invitation = invitations.invite(email="grace@example.org", roles=["reviewer"], language="en", by=bruno)
    return {
        **hanging_on(rows),
        **of_its_own_people(),
        "organisations": rows,
        **between(rows["public"], rows["office"], chiara),
        "changes": changed,
        "stored": stored,
        "run": run,
        "invitation": invitation,
        "token": token_of(SignedLink.objects.filter(purpose=invitations.PURPOSE).latest("pk")),
        **rights(rows["office"], chiara),
        "letter": Letter.objects.latest("pk"),
        "person": chiara,
    }


def rights(hidden: Organisation, person: Any) -> dict[str, Any]:
    """Somebody says that a record is wrong, and an organisation is told that it is listed."""
    sender = corrections.Sender("en")
    values = {"name": OFFICE_WORD}
    listing.tell(full_organisation(contacts=[contact("email", f"{OFFICE_WORD}@example.org")]), by=person)
    asking = {"wish": "see", "name": OFFICE_WORD, "email": "asks@example.org", "about": OFFICE_WORD}
    return {
        "asked": data_requests.ask(values=asking, language="en"),
        "asking": token_of(SignedLink.objects.filter(purpose=data_requests.PURPOSE).latest("pk")),
        "correction": corrections.send_correction(hidden, values=values, text=OFFICE_WORD, sender=sender),
        "listed": token_of(SignedLink.objects.filter(purpose=listing.PURPOSE).latest("pk")),
    }


def promised_by(person: Any) -> Relation:
    """An encounter with a stakeholder, and what is to follow."""
    values = {"on": date(2026, 1, 2), "how": "call", "text": OFFICE_WORD, "next_step": OFFICE_WORD}
    return write_relation(stakeholder(name=f"{OFFICE_WORD} ministry"), values=values, by=person)


Fill = Callable[[dict[str, Any]], list[dict[str, Any]]]


def always(**values: Any) -> Fill:
    """Arguments that need nothing to be there."""
    return lambda made: [values]


def always_none(made: dict[str, Any]) -> list[dict[str, Any]]:
    """An address nobody filled yet: one test fails for it, not all."""
    return []


def of_organisations(**more: Any) -> Fill:
    """Each of the three organisations."""
    return lambda made: [{"reference": row.reference, **more} for row in made["organisations"].values()]


def undoings(made: dict[str, Any]) -> list[dict[str, Any]]:
    """A change of each organisation."""
    return [
        {"reference": row.reference, "change": made["changes"][name].pk}
        for name, row in made["organisations"].items()
    ]


def of_papers() -> Fill:
    """A paper of each organisation."""
    return lambda made: [{"reference": row.organisation.reference, "pk": row.pk} for row in made["papers"]]


def of_lines() -> Fill:
    """A line of the track record of each organisation."""
    return lambda made: [{"reference": row.organisation.reference, "pk": row.pk} for row in made["lines"]]


def of_the_owned(thing: str) -> Fill:
    """Something of the organisation that has an owner."""
    return lambda made: [{"reference": made["owned"].reference, "pk": made[thing].pk}]


# How arguments are filled: by the name of the address. An address that is missing here fails the sweep.
FILLED: dict[str, Fill] = {
    "choose_language": always(code="it"),
    "demo_sign_in": always(name="bruno"),
    "core:file": lambda made: [{"reference": made["stored"].reference}],
    "core:letter": lambda made: [{"reference": made["letter"].reference}],
    "accounts:withdraw_invitation": lambda made: [{"pk": made["invitation"].pk}],
    "accounts:invitation": lambda made: [{"token": made["token"]}],
    "accounts:data_request_confirm": lambda made: [{"token": made["asking"]}],
    "accounts:data_request": lambda made: [{"reference": made["asked"].reference}],
    "accounts:data_request_step": lambda made: [{"reference": made["asked"].reference}],
    "accounts:data_request_held": lambda made: [{"reference": made["asked"].reference}],
    "accounts:person": lambda made: [{"pk": made["person"].pk}],
    "accounts:close_or_reopen": lambda made: [{"pk": made["person"].pk}],
    "accounts:forget_person": lambda made: [{"pk": made["person"].pk}],
    "account_confirm_email": always(key="MQ:1abc:xyz"),
    "account_reset_password_from_key": always(uidb36="1", key="set-password"),
    "mfa_remove_webauthn": always(pk=1),
    "mfa_edit_webauthn": always(pk=1),
    "accounts:token_revoke": always(pk=1),
    "api:vocabulary": always(name="kinds"),
    "api:organisation": of_organisations(),
    "api:nothing": always(rest="nothing"),
    "map:organisations_export": lambda made: [{"form": form} for form in ("csv", "xlsx", "json", "geojson")],
    "map:organisations_office_export": lambda made: [{"form": form} for form in ("csv", "xlsx", "json")],
    "map:organisation": of_organisations(),
    **{f"map:organisation_{name}": of_organisations() for name in ("card", "contact", "sheet", "history")},
    "map:organisation_code": of_organisations(form="svg"),
    "sitemap_part": always(language="en", number=0, part=0),
    "map:organisation_words": of_organisations(),
    "map:organisation_outside": of_organisations(),
    "map:message_new": of_organisations(),
    "map:message_confirm": lambda made: [{"token": made["token"]}],
    "map:message_passed_on": always(pk=1),
    "map:message_unblock": always(pk=1),
    "map:organisation_undo": undoings,
    "map:organisation_step": of_organisations(name="verify"),
    "map:organisation_withdraw": of_organisations(name="remove"),
    "map:organisation_edit": lambda made: [
        values | {"group": group}
        for values in of_organisations()(made)
        for group in ("identity", "identifiers", "contacts", "record")
    ],
    "map:finding_words": always(key="permit"),
    "map:finding_words_off": always(key="permit"),
    "map:finding_words_back": always(key="permit"),
    "map:stakeholder": lambda made: [{"reference": made["relation"].stakeholder.reference}],
    "map:stakeholder_edit": lambda made: [{"reference": made["relation"].stakeholder.reference}],
    "map:stakeholder_write": lambda made: [{"reference": made["relation"].stakeholder.reference}],
    "map:stakeholder_finish": lambda made: [
        {"reference": made["relation"].stakeholder.reference, "pk": made["relation"].pk}
    ],
    "map:affiliations": of_organisations(),
    "map:documents": of_organisations(),
    "map:document_file": of_papers(),
    "map:document_check": of_papers(),
    "map:document_remove": of_papers(),
    "map:track_record": of_organisations(),
    "map:track_record_new": of_organisations(),
    "map:track_record_edit": of_lines(),
    "map:track_record_remove": of_lines(),
    "map:affiliation_step": lambda made: [
        {"reference": row.federation.reference, "pk": row.pk, "name": "end"} for row in made["affiliations"]
    ],
    "map:organisation_tell": of_organisations(),
    "map:correction_new": of_organisations(),
    "map:correction": lambda made: [{"reference": made["correction"].reference}],
    "map:listed": lambda made: [{"token": made["listed"]}],
    "map:listed_correct": lambda made: [{"token": made["listed"]}],
    "map:listed_renew": lambda made: [{"token": made["listed"]}],
    "map:import_tell": lambda made: [{"pk": made["run"].pk}],
    "map:organisation_same": of_organisations(),
    "map:duplicate": lambda made: [{"pk": made["pair"].pk}],
    "map:duplicate_step": lambda made: [
        {"pk": made["pair"].pk, "step": step, "name": name}
        for step, name in (("merge", "confirm"), ("merge", "decline"), ("tell_apart", "do"))
    ],
    "map:claim_new": of_organisations(),
    "map:claim_code": of_organisations(),
    "map:claim_code_revoke": of_organisations(),
    "map:members": of_organisations(),
    "map:member_change": of_the_owned("membership"),
    "map:member_end": of_the_owned("membership"),
    "map:member_withdraw": of_the_owned("joining"),
    "map:join": lambda made: [{"token": made["join_token"]}],
    "map:claim": lambda made: [{"reference": made["claim"].reference}],
    "map:claim_step": lambda made: [{"reference": made["claim"].reference, "name": "refuse"}],
    "map:claim_take_back": lambda made: [{"reference": made["claim"].reference, "name": "accept_beside"}],
    "map:claim_confirm": lambda made: [{"token": made["claim_token"]}],
    "map:import": lambda made: [{"pk": made["run"].pk}],
    "map:import_columns": lambda made: [{"pk": made["run"].pk}],
    "map:import_alike": lambda made: [{"pk": made["run"].pk}],
    "map:import_apply": lambda made: [{"pk": made["run"].pk}],
    "map:import_undo": lambda made: [{"pk": made["run"].pk}],
    "map:import_discard": lambda made: [{"pk": made["run"].pk}],
    **convening.FILLED,
    **asking.FILLED,
    **call_things.FILLED,
    **fund_things.FILLED,
}


def every_path(made: dict[str, Any]) -> list[tuple[str, str]]:
    """(name, path) of every address with everything in its arguments."""
    return [
        (address.name, address.filled(values))
        for address in addresses()
        for values in (FILLED.get(address.name, always_none)(made) if address.arguments else [{}])
    ]
