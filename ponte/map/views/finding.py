"""How the directory is searched: the words that mean the same, and the index behind it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ponte.map.actions.synonyms import forget_words, keep_words
from ponte.map.forms.synonyms import form_for
from ponte.map.queries.finding_state import state_of_index
from ponte.map.queries.synonyms import Group, groups
from ponte.map.tasks import build_index
from ponte.map.views.stakeholders import for_those_who

sees, leads = for_those_who("map.view_synonymgroup"), for_those_who("map.change_synonymgroup")


@sees
def overview(request: HttpRequest) -> HttpResponse:
    """The groups of words, and how the index stands."""
    context = {
        "groups": groups(),
        "index": state_of_index(),
        "may_change": request.user.has_perm("map.change_synonymgroup"),
        "may_build": request.user.has_perm("map.build_index"),
    }
    return render(request, "map/finding.html", context)


@leads
def words(request: HttpRequest, key: str = "") -> HttpResponse:
    """Write one group."""
    group = load(key) if key else None
    form = form_for(group.phrases if group else (), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        keep_words(phrases=form.cleaned_data["phrases"], key=key, by=request.user)
        messages.success(request, _("Saved. From now on a search by one of them finds the others."))
        return redirect("map:finding")
    context = {"form": form, "group": group}
    return render(request, "map/finding_words.html", context, status=422 if form.errors else 200)


@require_POST
@leads
def switch_off(request: HttpRequest, key: str) -> HttpResponse:
    """Take a group away; one that comes with Ponte is switched off and can be put back."""
    group = load(key)
    if group.is_delivered:
        keep_words(phrases=(), key=key, by=request.user)
    else:
        forget_words(key=key, by=request.user)
    messages.success(request, _("These words do not count as the same any more."))
    return redirect("map:finding")


@require_POST
@leads
def put_back(request: HttpRequest, key: str) -> HttpResponse:
    """A group as it came with Ponte."""
    if not load(key).is_delivered:
        raise Http404
    forget_words(key=key, by=request.user)
    messages.success(request, _("These words are as they came with Ponte."))
    return redirect("map:finding")


@require_POST
@sees
def build(request: HttpRequest) -> HttpResponse:
    """Build the index anew in the background."""
    if not request.user.has_perm("map.build_index"):
        raise Http404
    build_index.enqueue()
    messages.success(
        request, _("The index is being built anew. Everybody goes on searching with the old one.")
    )
    return redirect("map:finding")


def load(key: str) -> Group:
    """A group by its key, or no such page."""
    for group in groups():
        if group.key == key:
            return group
    raise Http404
