"""Rows of a panel with who voted how, for the pack."""

from collections import defaultdict

from ponte.fund.models import Panel, Vote
from ponte.fund.models.vocabulary import Choice
from ponte.fund.queries.panel_page import Row
from ponte.fund.queries.ranking import Ranked
from ponte.fund.queries.voting import outcomes


def told_rows(panel: Panel, rows: list[Ranked]) -> list[tuple[Row, str]]:
    """Each row with its votes as one line: names by choice."""
    verdicts = [row.verdict for row in rows]
    known = outcomes(panel, verdicts)
    rounds = {verdict.pk: verdict.round for verdict in verdicts}
    cast: dict[int, list[str]] = defaultdict(list)
    votes = (
        Vote.objects.filter(verdict__in=list(rounds))
        .select_related("member__person")
        .order_by("member", "pk")
    )
    for vote in votes:
        if vote.round == rounds[vote.verdict_id]:
            cast[vote.verdict_id].append(f"{vote.member}: {Choice(vote.choice).label}")
    return [(Row(row, known[row.verdict.pk]), " · ".join(cast[row.verdict.pk])) for row in rows]
