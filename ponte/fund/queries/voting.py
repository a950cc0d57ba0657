"""What the votes on an application come to. Only votes on what is proposed now count."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ponte.fund.models import ConflictDeclaration, Panel, PanelMember, Verdict, Vote
from ponte.fund.models.vocabulary import Choice
from ponte.map.models import Membership


@dataclass(frozen=True)
class Outcome:
    """How many voted how. `entitled` are the members who are not near to the applicant."""

    quorum: int
    entitled: int
    yes: int = 0
    no: int = 0
    abstained: int = 0
    chair: str = ""

    @property
    def cast(self) -> int:
        """Who took part, also by abstaining."""
        return self.yes + self.no + self.abstained

    @property
    def has_quorum(self) -> bool:
        """Enough took part."""
        return self.cast >= self.quorum

    @property
    def carried(self) -> bool:
        """More for than against; as many of each: the chair decides."""
        even = self.yes == self.no and self.chair == Choice.YES
        return self.has_quorum and (self.yes > self.no or even)

    @property
    def sentence(self) -> str:
        """How it stands, in words."""
        if self.entitled < self.quorum:
            return _("Too few members may vote on this: the others are near to the applicant.")
        if not self.has_quorum:
            missing = self.quorum - self.cast
            return ngettext("%(count)d vote is missing.", "%(count)d votes are missing.", missing) % {
                "count": missing
            }
        counts = {"yes": self.yes, "no": self.no, "abstained": self.abstained}
        if self.carried:
            return _("Carried: %(yes)d for, %(no)d against, %(abstained)d abstained.") % counts
        return _("Not carried: %(yes)d for, %(no)d against, %(abstained)d abstained.") % counts


def outcomes(panel: Panel, verdicts: Iterable[Verdict]) -> dict[int, Outcome]:
    """{verdict: outcome} of these verdicts, in five statements for any number."""
    given = list(verdicts)
    members = list(panel.members.select_related("person").order_by("pk"))
    near = near_to(members, given)
    rounds = {verdict.pk: verdict.round for verdict in given}
    rows = Vote.objects.filter(verdict__in=list(rounds)).order_by("pk")
    cast: dict[int, dict[int, str]] = {pk: {} for pk in rounds}
    for verdict, member, round_, choice in rows.values_list("verdict_id", "member_id", "round", "choice"):
        if round_ == rounds[verdict]:
            cast[verdict][member] = choice
    return {verdict.pk: _outcome(panel, members, near[verdict.pk], cast[verdict.pk]) for verdict in given}


def near_to(members: list[PanelMember], verdicts: list[Verdict]) -> dict[int, set[int]]:
    """{verdict: members who stand too near to the applicant}, by membership or because they said so."""
    by_person = {member.person_id: member.pk for member in members}
    declared = (
        ConflictDeclaration.objects.filter(
            person__in=list(by_person), has_conflict=True, application__call=verdicts[0].application.call_id
        )
        if verdicts
        else ConflictDeclaration.objects.none()
    )
    said = set(declared.order_by().values_list("person_id", "application_id"))
    belongs = Membership.objects.filter(person__in=list(by_person), ended_at=None).order_by()
    held = set(belongs.values_list("person_id", "organisation_id"))
    return {
        verdict.pk: {
            member
            for person, member in by_person.items()
            if (person, verdict.application_id) in said
            or (person, verdict.application.organisation_id) in held
            or (person, verdict.application.host_id) in held
        }
        for verdict in verdicts
    }


def _outcome(panel: Panel, members: list[PanelMember], near: set[int], cast: dict[int, str]) -> Outcome:
    """A vote of somebody who turned out to be near does not count."""
    counted = {member: choice for member, choice in cast.items() if member not in near}
    given = list(counted.values())
    chair = next((counted.get(member.pk, "") for member in members if member.is_chair), "")
    return Outcome(
        panel.quorum,
        len(members) - len(near),
        given.count(Choice.YES),
        given.count(Choice.NO),
        given.count(Choice.ABSTAIN),
        chair,
    )


def unheard(panel: Panel, person: Any) -> "QuerySet[Verdict]":
    """What this person has said nothing about yet: whether they are near to the applicant."""
    said = ConflictDeclaration.objects.filter(person=person).values("application")
    return Verdict.objects.filter(panel=panel).exclude(application__in=said).order_by("pk")
