"""What an organisation says of itself, language by language."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from ponte.core import wordings
from ponte.map.actions import describe
from ponte.map.forms.words import WordsForm
from ponte.map.queries.organisations import DESCRIPTION, descriptions_of
from ponte.map.views.organisation import load


@login_required
def words(request: HttpRequest, reference: str) -> HttpResponse:
    """Write and confirm the description; changing the original marks the others as outdated."""
    organisation = load(request, reference)
    if not request.user.has_perm("map.change_organisation", organisation):
        raise Http404
    states, texts = wordings.states(organisation, DESCRIPTION), descriptions_of(organisation)
    form = WordsForm(request.POST or None, states=states, texts=texts)
    if request.method == "POST" and form.is_valid():
        describe(organisation, texts=form.texts_to_write(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect(organisation)
    context = {"organisation": organisation, "form": form}
    return render(request, "map/organisation_words.html", context, status=422 if form.errors else 200)
