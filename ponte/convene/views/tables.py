"""Tables: the tree and the page of one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from ponte.convene.lifecycles.table import lifecycle
from ponte.convene.models import Table
from ponte.convene.queries import table_page
from ponte.convene.queries.tables import in_tree, tables_visible_to, texts_of
from ponte.core import references
from ponte.core.registries import page_slots

LENGTH = 50


def load(request: HttpRequest, reference: str) -> Table:
    """The table if this person may see it; for anybody else it does not exist."""
    rows = tables_visible_to(request.user).select_related("facilitator", "engagement", "parent")
    return get_object_or_404(rows, reference=references.normalise(reference))


def overview(request: HttpRequest) -> HttpResponse:
    """All of them as a tree."""
    rows = in_tree(tables_visible_to(request.user).select_related("engagement").order_by("name", "pk"))
    pages = Paginator(rows, LENGTH).get_page(request.GET.get("page"))
    texts = texts_of([row.table for row in pages.object_list], get_language() or "en")
    branches = [(row, texts[row.table.pk]["name"]) for row in pages.object_list]
    may_add = request.user.has_perm("convene.add_table")
    return render(
        request, "convene/table_list.html", {"pages": pages, "branches": branches, "may_add": may_add}
    )


def page(request: HttpRequest, reference: str) -> HttpResponse:
    """What the table is for, who sits at it, and what other parts of the house have of it."""
    table = load(request, reference)
    context = table_page.context_of(table, request.user)
    context["offers"] = lifecycle.open_to(request.user, table) if request.user.is_authenticated else []
    context["panels"] = page_slots.slot("convene.table.panels").panels(request, table)
    return render(request, "convene/table.html", context)
