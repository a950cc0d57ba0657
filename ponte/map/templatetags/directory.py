"""A line of the directory. Written in Python, as small components are: a page shows dozens of them, each with many
parts, and this is eight times as cheap as a template."""

from collections.abc import Iterator

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from ponte.core.ui.library import escaped
from ponte.core.ui.words import arch, marked, named, route, state
from ponte.map.queries.organisation_list import Row

register = template.Library()


@register.simple_tag
def directory_row(row: Row) -> SafeString:
    """One line of a list: who, how sure we are, why it was found, from where to where, what they do."""
    door = arch(row.letter, informal=row.organisation.is_informal)
    lines = "\n".join(line for line in lines_of(row) if line)
    return SafeString(f'<li class="row">{door}<div>{lines}</div></li>')


def lines_of(row: Row) -> Iterator[str]:
    """The paragraphs, some of them empty."""
    yield f'<p class="row-title">{title_of(row)}</p>'
    if row.own_names:
        yield f'<p class="own-names">{" ".join(named(text, lang) for text, lang in row.own_names)}</p>'
    if row.reason and (row.reason.source or row.reason.hows):
        yield render_to_string("map/_reason.html", {"reason": row.reason}).strip()
    if row.origins or row.places:
        yield f"<p>{route(row.origins, row.places)}</p>"
    facts = [row.distance, *row.sectors] if row.distance else row.sectors
    if facts:
        yield f'<ul class="facts-line">{"".join(f"<li>{escaped(fact)}</li>" for fact in facts)}</ul>'


def title_of(row: Row) -> str:
    """The name as a link, then the badges; when it was last known if that is long ago."""
    one = row.organisation
    name = marked(row.reason.name, one.name_language) if row.reason else named(one.name, one.name_language)
    badges = "".join(f" {state(kind, words)}" for kind, words in row.badges)
    told = ""
    if one.may_be_out_of_date:
        known = _("Last confirmed on %(date)s") % {"date": date_format(one.known_on, "DATE_FORMAT")}
        told = f' <span class="meta">{escaped(known)}</span>'
    return f'<a href="{one.get_absolute_url()}">{name}</a>{badges}{told}'
