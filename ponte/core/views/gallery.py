"""Every component in every state."""

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ponte.core.gallery import SHELVES, samples


def gallery(request: HttpRequest) -> HttpResponse:
    """For whoever writes pages: everybody in a demo, people of the office elsewhere."""
    if not settings.DEMO and not request.user.has_perm("core.view_gallery"):
        if request.user.is_authenticated:
            raise Http404
        return redirect_to_login(request.get_full_path())
    return render(request, "core/gallery.html", {"shelves": SHELVES, **samples()})
