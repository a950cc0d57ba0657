"""The page of a decision: for the applicant, with feedback, the answer to an award, and an appeal."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ponte.core import references
from ponte.core.refusal import NotPermitted, Refused
from ponte.fund.actions.appeals import file_appeal
from ponte.fund.forms.panels import AppealForm
from ponte.fund.lifecycles.award import lifecycle as life_of_award
from ponte.fund.models import Application, Award
from ponte.fund.queries.decision_page import decision_of
from ponte.fund.queries.visible import applications_visible_to
from ponte.fund.views.two_people import press


def load_application(request: HttpRequest, reference: str) -> Application:
    """One this person may see; for anybody else it does not exist."""
    rows = applications_visible_to(request.user).select_related("call", "organisation", "host")
    application = get_object_or_404(rows, reference=references.normalise(reference))
    if not request.user.has_perm("fund.view_application", application):
        raise Http404
    return application


@login_required
@require_safe
def page(request: HttpRequest, reference: str) -> HttpResponse:
    """What was decided, why, and what one can do now."""
    application = load_application(request, reference)
    return render(request, "fund/decision.html", shown(request, application, AppealForm()))


def shown(request: HttpRequest, application: Application, form: AppealForm) -> dict[str, object]:
    """The page with its form for an appeal."""
    decision = decision_of(application)
    award = decision and decision["award"]
    return {
        "application": application,
        "call": application.call,
        "decision": decision,
        "form": form,
        "may_appeal": decision
        and decision["may_still_appeal"]
        and request.user.has_perm("fund.add_appeal", application),
        "offers": life_of_award.open_to(request.user, award) if award else [],
        "steps_at": f"{request.path}award/",
    }


@login_required
@require_POST
def appeal(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask that it be looked at again."""
    application = load_application(request, reference)
    form = AppealForm(request.POST)
    if form.is_valid():
        try:
            file_appeal(application, text=form.cleaned_data["text"], by=request.user)
        except NotPermitted:
            raise Http404 from None
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(
                request, _("Your appeal is with the office. Somebody who did not decide will answer it.")
            )
            return redirect("fund:decision", application.reference)
    return render(request, "fund/decision.html", shown(request, application, form), status=422)


@login_required
@require_POST
def award_step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Accept an award, give it up; or, by two people, revoke it."""
    application = load_application(request, reference)
    award = get_object_or_404(Award.objects.select_related("call", "organisation"), application=application)
    press(request, life_of_award, name, award)
    return redirect("fund:decision", application.reference)
