"""Requests about personal data: asked, confirmed by a mailed link, worked on, answered in time."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from ponte.accounts.lifecycles.data_request import lifecycle
from ponte.accounts.models import DataRequest
from ponte.accounts.models.data_request import Ground, RequestState, Wish
from ponte.core import changes, links, outbox, verbs
from ponte.core.models import Office, SignedLink
from ponte.core.refusal import Refused
from ponte.core.registries import Holding, held_about
from ponte.core.scrubbing import scrub

PURPOSE = "accounts.data_request"
GOOD_FOR_DAYS = 14
KEPT = timedelta(days=3 * 365)
DOWNLOAD, ERASE = "download", "erase"
verbs.declare_step("accounts.datarequest", DOWNLOAD, _("Everything held was downloaded"))
verbs.declare_step("accounts.datarequest", ERASE, _("What is held was erased"))


@transaction.atomic
def ask(*, values: dict[str, str], language: str, by: Any = None) -> DataRequest:
    """Keep a request and mail its link to the address given; without one the office checks who they are.

    Whoever asks learns nothing of what is kept, and nothing is looked up before the identity is confirmed.
    """
    request = DataRequest.objects.create(**values, language=language, entered_by=by)
    after = {"wish": request.wish, "received_on": request.received_on}
    changes.record(request, by=by, verb=verbs.CREATE, before={}, after=after)
    if request.email:
        token = links.issue(PURPOSE, request, by=by, days=GOOD_FOR_DAYS)
        with override(language):
            address = settings.URL + reverse("accounts:data_request_confirm", args=[token])
        write("data_request_confirm", request, {"address": address, "days": GOOD_FOR_DAYS}, is_secret=True)
    return request


def write(template: str, request: DataRequest, context: dict[str, Any], **how: Any) -> None:
    """A mail to who asks, if they have an address."""
    if not request.email:
        return
    office = Office.current()
    facts = {"request": request, "office_name": office.name if office else "Ponte", **context}
    outbox.post(
        f"accounts/mails/{template}",
        to=request.email,
        language=request.language,
        context=facts,
        purpose=PURPOSE,
        **how,
    )


def look_up(token: str) -> tuple[SignedLink, DataRequest]:
    """What a link confirms. Refused when it is no good or the request is settled."""
    link = links.look_up(token, PURPOSE)
    request = DataRequest.objects.filter(pk=link.subject_id, state=RequestState.RECEIVED).first()
    if request is None:
        raise Refused(_("This request is confirmed or settled already."))
    return link, request


@transaction.atomic
def confirm(link: SignedLink, request: DataRequest) -> None:
    """The person who has the address says that they asked."""
    links.use(link)
    lifecycle.perform("confirm", request, by=None, reason=_("By the link mailed to the address."))


@transaction.atomic
def decide(name: str, request: DataRequest, *, by: Any, reason: str, ground: str = "") -> None:
    """One step of the office; extension, answer and refusal are told by mail."""
    refuse_ones_own(request, by)
    facts: dict[str, Any] = {"ground": ground} if name == "refuse" else {}
    lifecycle.perform(name, request, by=by, reason=reason, **facts)
    if name in ("extend", "answer", "refuse"):
        template = {"extend": "extended", "answer": "answered", "refuse": "refused"}[name]
        write(f"data_request_{template}", request, {"reason": reason}, by=by)


def refuse_ones_own(request: DataRequest, by: Any) -> None:
    """Nobody answers their own request."""
    if request.email and request.email.lower() == by.email:
        raise Refused(_("This is your own request. Somebody else has to answer it."))


def held_for(request: DataRequest) -> list[Holding]:
    """What the house keeps about who asks; nothing while nobody knows that it is them."""
    return held_about(request.email, request.name) if request.is_known_to_be_theirs else []


@transaction.atomic
def download(request: DataRequest, *, keys: Collection[str], by: Any) -> dict[str, Any]:
    """The chosen holdings as data, logged by number and never by value."""
    may_work_on(request, by)
    found = [each for each in held_for(request) if each.key in keys]
    note = _("%(count)d entries") % {"count": len(found)}
    changes.append(request, by=by, verb=DOWNLOAD, values={}, note=note)
    held = [{"what": str(each.label), "where": each.url, **{"values": each.fields}} for each in found]
    return {"reference": request.reference, "on": timezone.localdate().isoformat(), "held": held}


@transaction.atomic
def erase(request: DataRequest, *, keys: Collection[str], reason: str, by: Any) -> int:
    """Keep the promise made of each chosen holding; what has to stay stays. How many went."""
    may_work_on(request, by)
    if not by.has_perm("accounts.erase_datarequest"):
        raise Refused(_("Only the data protection officer erases."))
    if not reason.strip():
        raise Refused(_("Give a reason."))
    if request.wish not in (Wish.DELETE, Wish.OBJECT):
        raise Refused(_("They did not ask to have anything deleted."))
    goes = [each for each in held_for(request) if each.key in keys and not each.stays]
    for each in goes:
        each.erase(by=by, reason=f"{_('Request')} {request.reference}")
    note = f"{reason} ({_('%(count)d entries') % {'count': len(goes)}})"
    changes.append(request, by=by, verb=ERASE, values={}, note=note)
    return len(goes)


def may_work_on(request: DataRequest, by: Any) -> None:
    """Refused for one's own request, for others than the office, and before or after its time."""
    refuse_ones_own(request, by)
    if not by.has_perm("accounts.answer_datarequest"):
        raise Refused(_("You are not permitted to do this."))
    if not (request.is_known_to_be_theirs and request.is_open):
        raise Refused(_("First confirm who they are. After the answer nothing more is taken out."))


def tidy() -> int:
    """Close what nobody confirmed in time, and take the personal data out of requests of long ago; how many."""
    never = DataRequest.objects.filter(state=RequestState.RECEIVED, entered_by=None).order_by("pk")
    late = [request for request in never if request.is_overdue]
    for request in late:
        reason = _("Nobody confirmed it by the link that was mailed.")
        lifecycle.perform("refuse", request, by=None, reason=reason, ground=Ground.IDENTITY)
    old = DataRequest.objects.filter(settled_at__lt=timezone.now() - KEPT, scrubbed_at=None).order_by("pk")
    for request in old:
        scrub(request, by=None, reason="kept three years")
        DataRequest.objects.filter(pk=request.pk).update(scrubbed_at=timezone.now())
    return len(late) + len(old)
