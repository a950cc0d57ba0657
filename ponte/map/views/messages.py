"""Writing to an organisation without seeing its address, and what the office does for it."""

from allauth.core.ratelimit import consume
from django.contrib import messages as told
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ponte.core.refusal import Refused
from ponte.map.actions import messages
from ponte.map.forms.message import BlockForm, MessageForm
from ponte.map.models import BlockedSender, Message, Organisation
from ponte.map.queries.messages import blocked_senders, for_the_office, most_written_to
from ponte.map.queries.sight import seen, sight_of
from ponte.map.views.organisation import load


@never_cache
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, reference: str) -> HttpResponse:
    """Write to an organisation, with or without an account."""
    organisation = load(request, reference)
    shown = seen(organisation, sight_of(request.user, organisation))
    if not organisation.takes_messages:
        return render(request, "map/message_refused.html", {"organisation": shown}, status=410)
    form = MessageForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            message = send(request, organisation, form)
        except Refused as why:
            form.add_error(None, str(why))
        else:
            return render(request, "map/message_sent.html", {"organisation": shown, "message": message})
    context = {"form": form, "organisation": shown}
    return render(request, "map/message_new.html", context, status=422 if form.errors else 200)


def send(request: HttpRequest, organisation: Organisation, form: MessageForm) -> Message:
    """What was typed, as a message of whoever typed it."""
    if not consume(request, action="message"):
        raise Refused(_("You wrote many messages in one hour. Try again in an hour."))
    data, person = form.cleaned_data, request.user
    email = person.email if person.is_authenticated else data["sender_email"]
    sender = messages.Sender(data["sender_name"], email, get_language() or "en", person.is_authenticated)
    return messages.write_message(organisation, text=data["text"], sender=sender)


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page of the link in the sender's mail; the button sends the message."""
    try:
        if request.method == "POST":
            message = messages.confirm_message(token)
            return render(
                request, "map/message_sent.html", {"organisation": message.organisation, "message": message}
            )
        _link, message = messages.message_behind(token)
    except Refused as why:
        return render(request, "map/message_refused.html", {"why": str(why)}, status=410)
    return render(request, "map/message_confirm.html", {"message": message})


@login_required
@require_http_methods(["GET", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """What the office has to pass on, how many were written to whom, and who may not write."""
    if not request.user.has_perm("map.pass_on_message"):
        raise Http404
    form = BlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        messages.block_sender(form.cleaned_data["email"], by=request.user)
        told.success(request, _("Nothing from this address is passed on any more."))
        return redirect("map:messages")
    context = {
        "form": form,
        "waiting": for_the_office(),
        "counts": most_written_to(),
        "blocked": blocked_senders(),
    }
    return render(request, "map/messages.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def passed_on(request: HttpRequest, pk: int) -> HttpResponse:
    """The office has told the organisation."""
    if not request.user.has_perm("map.pass_on_message"):
        raise Http404
    message = get_object_or_404(Message.objects.select_related("organisation"), pk=pk)
    try:
        messages.mark_passed_on(message, by=request.user)
    except Refused as why:
        told.error(request, str(why))
    else:
        told.success(request, _("Thank you. What was written is deleted."))
    return redirect("map:messages")


@login_required
@require_POST
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an address write again."""
    if not request.user.has_perm("map.pass_on_message"):
        raise Http404
    messages.unblock_sender(get_object_or_404(BlockedSender, pk=pk), by=request.user)
    told.success(request, _("This address may write again."))
    return redirect("map:messages")
