"""The decision pack of a panel, to print or to read in the train."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ponte.core.refusal import Refused
from ponte.fund.actions.scenarios import fingerprint
from ponte.fund.exports.panel_pack import pdf_of
from ponte.fund.queries.panel_page import sums, verdicts_visible_to
from ponte.fund.queries.ranking import ranked
from ponte.fund.queries.scenario_words import columns
from ponte.fund.queries.votes_told import told_rows
from ponte.fund.views.panels import load_panel


@login_required
@require_safe
def download(request: HttpRequest, reference: str) -> HttpResponse:
    """What this person may see of it, in their language."""
    panel = load_panel(request, reference)
    rows = ranked(panel)
    seen = set(verdicts_visible_to(request.user, panel).order_by().values_list("pk", flat=True))
    shown = [row for row in rows if row.verdict.pk in seen]
    facts = {
        "rows": told_rows(panel, shown),
        "sums": sums(panel, rows),
        "columns": columns(panel, rows, fingerprint(rows)),
        "hidden": len(rows) - len(shown),
    }
    try:
        pdf = pdf_of(panel, facts, get_language() or "en", timezone.now())
    except Refused as why:
        messages.error(request, str(why))
        return redirect(panel)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="panel-{panel.reference}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
