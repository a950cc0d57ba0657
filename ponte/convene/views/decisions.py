"""Decisions: the list, the page of one, recording and translating."""

import csv
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ponte.convene.actions import decisions as acts
from ponte.convene.forms.decisions import DecisionForm
from ponte.convene.lifecycles.decision import lifecycle
from ponte.convene.models import Decision, Meeting, Table
from ponte.convene.models.decision import TEXT, TITLE, DecisionState
from ponte.convene.queries.action_points import actions_visible_to, with_words
from ponte.convene.queries.assembling import told
from ponte.convene.queries.decisions import chain_of, decisions_visible_to, in_words
from ponte.convene.queries.tables import tables_visible_to
from ponte.core import changes, languages, references, wordings
from ponte.core.refusal import Refused
from ponte.core.text import clean, fold
from ponte.core.views.steps import perform

LENGTH = 30


def found(request: HttpRequest) -> tuple["QuerySet[Decision]", Table | None]:
    """The decisions of the search, and the table they were narrowed down to."""
    rows = decisions_visible_to(request.user)
    table = None
    if reference := request.GET.get("table", ""):
        scope = tables_visible_to(request.user)
        table = scope.filter(reference=references.normalise(reference[:20])).first()
        rows = rows.filter(table=table) if table else rows.none()
    if (state := request.GET.get("state", "")) in DecisionState.values:
        rows = rows.filter(state=state)
    if words := clean(request.GET.get("q", ""))[:100]:
        rows = rows.filter(Q(sort_title__contains=fold(words)) | Q(reference=references.normalise(words)[:8]))
    return rows, table


def overview(request: HttpRequest) -> HttpResponse:
    """All of them, newest first."""
    rows, table = found(request)
    pages = Paginator(rows, LENGTH).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "pages": pages,
        "rows": in_words(list(pages.object_list), get_language() or "en"),
        "table": table,
        "states": DecisionState.choices,
        "query": query.urlencode(),
        "asked": {"q": request.GET.get("q", ""), "state": request.GET.get("state", "")},
    }
    return render(request, "convene/decision_list.html", context)


def export(request: HttpRequest) -> HttpResponse:
    """The same rows as CSV."""
    rows, _table = found(request)
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    write = csv.writer(answer)
    write.writerow(
        ["reference", "number", "table", "title", "language", "state", "reached", "taken_on", "review_on"]
    )
    for row in rows[:10_000]:
        write.writerow(
            [
                row.reference,
                row.numbered,
                safe(row.table.name),
                safe(row.title),
                row.language,
                row.state,
                row.reached,
                row.taken_on or "",
                row.review_on or "",
            ]
        )
    return answer


def safe(text: str) -> str:
    """A spreadsheet does not take it for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t" else text


def load(request: HttpRequest, reference: str) -> Decision:
    """The decision if this person may see it; for anybody else it does not exist."""
    rows = decisions_visible_to(request.user).select_related(
        "table__facilitator", "meeting", "item", "supersedes__table"
    )
    return get_object_or_404(rows, reference=references.normalise(reference))


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """Its words, how it was reached, what it replaced, and who does what for it."""
    decision, language = load(request, reference), get_language() or "en"
    texts = wordings.best_many([decision], (TITLE, TEXT), language)
    seen, chain = decisions_visible_to(request.user), chain_of(decision)
    visible = set(
        seen.filter(pk__in=[row.pk for row in [*chain.before, *chain.after]]).values_list("pk", flat=True)
    )
    actions = list(actions_visible_to(request.user).filter(decision=decision)[:50])
    context = {
        "decision": decision,
        "title": told(texts[decision.pk, TITLE], decision.title, decision.language),
        "text": texts[decision.pk, TEXT],
        "language": language,
        "before": [row for row in chain.before if row.pk in visible],
        "after": [row for row in chain.after if row.pk in visible],
        "actions": with_words(actions),
        "offers": lifecycle.open_to(request.user, decision) if request.user.is_authenticated else [],
        "may_change": request.user.has_perm("convene.add_decision", decision.table),
        "steps_at": f"{decision.get_absolute_url()}step/",
        "entries": changes.history_of(decision)[:50] if request.user.is_authenticated else [],
        "untranslated": [
            code for code, state in wordings.states(decision, TITLE).items() if state == "missing"
        ],
    }
    return render(request, "convene/decision.html", context)


def place(request: HttpRequest) -> tuple[Table, Meeting | None]:
    """The table (and the meeting) something is recorded for, if this person convenes there."""
    reference = references.normalise(request.GET.get("meeting", "")[:20])
    meeting = Meeting.objects.select_related("table").filter(reference=reference).first()
    wanted = references.normalise(request.GET.get("table", "")[:20])
    table = meeting.table if meeting else Table.objects.filter(reference=wanted).first()
    if table is None or not request.user.has_perm("convene.add_decision", table):
        raise Http404
    return table, meeting


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Record one, for a meeting or for the table alone."""
    table, meeting = place(request)
    initial = {"visibility": table.visibility, "language": table.name_language or "en", "is_taken": True}
    form = DecisionForm(request.POST or None, table=table, meeting=meeting, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            decision = acts.record_decision(
                table,
                values=form.values() | {"meeting": meeting},
                text=form.cleaned_data["text"],
                by=request.user,
                is_taken=form.cleaned_data["is_taken"],
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Recorded."))
            return redirect(decision)
    context = {"form": form, "table": table, "meeting": meeting, "decision": None}
    return render(request, "convene/decision_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, reference: str) -> HttpResponse:
    """Change a proposed one; of a taken one only the day to look at it again and who sees it."""
    decision = load(request, reference)
    if not request.user.has_perm("convene.add_decision", decision.table):
        raise Http404
    text = wordings.best(decision, TEXT, decision.language)
    initial: dict[str, Any] = acts.kept(decision) | {"text": text.text}
    form = DecisionForm(
        request.POST or None,
        table=decision.table,
        meeting=decision.meeting,
        decision=decision,
        initial=initial,
    )
    if decision.state != DecisionState.PROPOSED:
        form.fields = {name: form.fields[name] for name in ("review_on", "visibility")}
    if request.method == "POST" and form.is_valid():
        try:
            values = form.values() if decision.state == DecisionState.PROPOSED else form.cleaned_data
            acts.change_decision(
                decision, values=values, text=form.cleaned_data.get("text", ""), by=request.user
            )
        except Refused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect(decision)
    context = {"form": form, "table": decision.table, "meeting": decision.meeting, "decision": decision}
    return render(request, "convene/decision_edit.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def translate(request: HttpRequest, reference: str, language: str) -> HttpResponse:
    """Its words in another language."""
    decision = load(request, reference)
    if not request.user.has_perm("convene.add_decision", decision.table) or not languages.is_known(language):
        raise Http404
    if request.method == "POST":
        title, text = request.POST.get("title", ""), request.POST.get("text", "")[:8000]
        try:
            acts.translate_decision(decision, language=language, title=title, text=text, by=request.user)
        except Refused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, _("Saved."))
            return redirect(decision)
    found_ones = wordings.best_many([decision], (TITLE, TEXT), language, drafts=True)
    shown = {name: "" if value.is_fallback else value.text for (_pk, name), value in found_ones.items()}
    context = {
        "decision": decision,
        "original": wordings.best(decision, TEXT, decision.language).text,
        "language": language,
        "language_name": languages.own_name(language),
        "direction": languages.direction(language),
        "shown": shown,
    }
    return render(request, "convene/decision_translate.html", context)


@login_required
@require_POST
def step(request: HttpRequest, reference: str, name: str) -> HttpResponse:
    """Move it along its life."""
    thing = load(request, reference)
    perform(request, lifecycle, name, thing)
    return redirect(thing)
