"""What convene tells of how far an engagement is: headings 4.2.1 to 4.2.6 of the model."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ponte.convene.models import Ask, Mandate, Meeting, Table, Terms
from ponte.convene.models.electing import MandateRole, MandateState
from ponte.convene.models.terms import TermsState
from ponte.convene.models.vocabulary import TableKind, TableState
from ponte.plan.models import Engagement
from ponte.plan.queries.progress import Chapter, Standing


def tables(engagement: Engagement) -> "QuerySet[Table]":
    """Its tables that are not closed."""
    return Table.objects.filter(engagement=engagement).exclude(state=TableState.CLOSED).order_by("pk")


def mandate(engagement: Engagement) -> Standing:
    """4.2.1"""
    holds = Terms.objects.filter(table=OuterRef("pk"), state=TermsState.ADOPTED)
    rows = list(tables(engagement).annotate(holds=Exists(holds)).values_list("name", "holds"))
    if not rows:
        return Standing([_("a table")])
    return Standing(
        [_("terms of reference of: %(name)s") % {"name": name} for name, holds in rows if not holds]
    )


def levels(engagement: Engagement) -> Standing:
    """4.2.2"""
    kinds = list(tables(engagement).values_list("kind", flat=True))
    missing = []
    if TableKind.NATIONAL not in kinds:
        missing.append(_("a national table"))
    if not {TableKind.LOCAL, TableKind.REGIONAL} & set(kinds):
        missing.append(_("a local or regional table"))
    return Standing(missing, _("tables: %(number)d") % {"number": len(kinds)})


def facilitation(engagement: Engagement) -> Standing:
    """4.2.3"""
    rows = tables(engagement).filter(facilitator=None).values_list("name", flat=True)
    missing = [_("a facilitator of: %(name)s") % {"name": name} for name in rows]
    return Standing(missing or ([] if tables(engagement).exists() else [_("a table")]))


def spokesperson(engagement: Engagement) -> Standing:
    """4.2.4"""
    speaks = Mandate.objects.filter(
        table=OuterRef("pk"), state=MandateState.RUNNING, role=MandateRole.SPOKESPERSON
    )
    rows = list(tables(engagement).annotate(speaks=Exists(speaks)).values_list("name", "speaks"))
    missing = [_("a spokesperson of: %(name)s") % {"name": name} for name, speaks in rows if not speaks]
    return Standing(missing or ([] if rows else [_("a table")]))


def modalities(engagement: Engagement) -> Standing:
    """4.2.5"""
    rows = tables(engagement)
    missing = [_("languages of: %(name)s") % {"name": row.name} for row in rows if not row.languages]
    number = Meeting.objects.filter(table__in=rows.order_by().values("pk")).count()
    if not number:
        missing.append(_("a first meeting"))
    return Standing(missing, _("meetings: %(number)d") % {"number": number})


def liaison(engagement: Engagement) -> Standing:
    """4.2.6"""
    asks = Ask.objects.filter(engagement=engagement).count()
    liaises = Mandate.objects.filter(
        table__engagement=engagement, role=MandateRole.LIAISON, state=MandateState.RUNNING
    )
    missing = [] if liaises.exists() else [_("somebody who speaks with institutions")]
    if not asks:
        missing.append(_("what is asked of institutions"))
    return Standing(missing, _("asks: %(number)d") % {"number": asks})


def at_tables(engagement: Engagement) -> str:
    """The tables of an engagement."""
    return f"{engagement.get_absolute_url()}#tables"


def at_asks(engagement: Engagement) -> str:
    """The asks of the office."""
    return reverse("convene:asks")


CHAPTERS = (
    Chapter(
        "4.2.1",
        gettext_lazy("Mandate"),
        gettext_lazy("A table without terms its members adopted speaks for nobody."),
        mandate,
        at_tables,
    ),
    Chapter(
        "4.2.2",
        gettext_lazy("National and local"),
        gettext_lazy("What is decided nationally is done locally, and what hurts locally has to be heard."),
        levels,
        at_tables,
    ),
    Chapter(
        "4.2.3",
        gettext_lazy("Facilitator"),
        gettext_lazy("Somebody neutral has to call, translate, write down and follow up."),
        facilitation,
        at_tables,
    ),
    Chapter(
        "4.2.4",
        gettext_lazy("Spokesperson"),
        gettext_lazy("Institutions ask whom they should call; the members should have chosen the answer."),
        spokesperson,
        at_tables,
    ),
    Chapter(
        "4.2.5",
        gettext_lazy("Ways of working"),
        gettext_lazy("Who does not understand the language or the day is not at the table."),
        modalities,
        at_tables,
    ),
    Chapter(
        "4.2.6",
        gettext_lazy("Liaison"),
        gettext_lazy("What only institutions can change has to reach them, and the answer has to come back."),
        liaison,
        at_asks,
    ),
)
