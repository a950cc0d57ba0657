"""The words of calls, applications and awards."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Instrument(TextChoices):
    """What is given."""

    AWARD = "award", pgettext_lazy("an instrument", "Award")
    GRANT = "grant", pgettext_lazy("an instrument", "Grant")
    SCHOLARSHIP = "scholarship", _("Scholarship")
    IN_KIND = "in_kind", _("Help in kind")
    REIMBURSEMENT = "reimbursement", _("Reimbursement")


class Mode(TextChoices):
    """Who may apply."""

    OPEN = "open", _("Open to everybody who is eligible")
    INVITED = "invited", _("For invited organisations")
    DIRECT = "direct", _("Direct award")
    UNSOLICITED = "unsolicited", _("Ideas sent in without a call")


class DirectReason(TextChoices):
    """Why an organisation is chosen without competition."""

    EXPERTISE = "expertise", _("Known expertise")
    PRESENCE = "presence", _("Present where others are not")
    INNOVATION = "innovation", _("A new way of doing it")
    TIME = "time", _("No time for a call")
    STRENGTHENING = "strengthening", _("To strengthen local civil society")
    CONTINUITY = "continuity", _("Work under way must go on")
    OTHER = "other", _("Another reason, given below")


class Tier(TextChoices):
    """How much is looked into before money moves."""

    INFORMAL = "t0", _("T0: informal group with a fiscal host")
    BASIC = "t1", _("T1: basic")
    STANDARD = "t2", _("T2: standard")
    FULL = "t3", _("T3: full")


class RuleKind(TextChoices):
    """What a rule of eligibility looks at."""

    RESIDENCE = "residence", _("Where it is based")
    ORIGIN = "origin", _("Where its people have their roots")
    KIND = "kind", _("What sort of body it is")
    REGISTERED = "registered", _("Registered somewhere")
    AGE = "age", _("How long it has existed")
    CHECKED = "checked", _("Looked at by the office")
    PAPERS = "papers", _("Papers the office has")
    LADDER = "ladder", _("What it took part in before")
    OVERDUE = "overdue", _("No report overdue")
    OPEN_CALLS = "open_calls", _("Not too many applications at once")


class CallState(TextChoices):
    """Where a call stands. Whether people may apply follows from it and from the clock."""

    DRAFT = "draft", pgettext_lazy("of a call", "Being written")
    PUBLISHED = "published", pgettext_lazy("of a call", "Published")
    REVIEW = "review", pgettext_lazy("of a call", "Under review")
    DECIDED = "decided", pgettext_lazy("of a call", "Decided")
    CANCELLED = "cancelled", pgettext_lazy("of a call", "Cancelled")


class Late(TextChoices):
    """What happens to what was begun to be sent before the deadline and came in the minutes after it."""

    ACCEPT = "accept", _("Taken as if it had come in time")
    FLAG = "flag", _("Taken and marked as late")
    REFUSE = "refuse", _("Refused")


class ScoresShown(TextChoices):
    """Which scores of others a reviewer sees."""

    NEVER = "never", _("Never those of others")
    AFTER_OWN = "after_own", _("Those of others once their own are in")
    AT_THE_END = "at_the_end", _("All of them when the phase has ended")


class Stage(TextChoices):
    """How far an application is written out."""

    CONCEPT = "concept", _("Concept")
    PROPOSAL = "proposal", _("Proposal")


class ApplicationState(TextChoices):
    """Where an application stands."""

    DRAFT = "draft", pgettext_lazy("of an application", "Being written")
    SUBMITTED = "submitted", pgettext_lazy("of an application", "Submitted")
    RETURNED = "returned", pgettext_lazy("of an application", "Returned for changes")
    ELIGIBLE = "eligible", pgettext_lazy("of an application", "Eligible, under review")
    INELIGIBLE = "ineligible", pgettext_lazy("of an application", "Not eligible")
    INVITED = "invited", pgettext_lazy("of an application", "Invited to write the proposal")
    AWARDED = "awarded", pgettext_lazy("of an application", "Awarded")
    RESERVE = "reserve", pgettext_lazy("of an application", "On the reserve list")
    DECLINED = "declined", pgettext_lazy("of an application", "Not funded")
    WITHDRAWN = "withdrawn", pgettext_lazy("of an application", "Withdrawn")


EDITABLE = frozenset({ApplicationState.DRAFT, ApplicationState.RETURNED, ApplicationState.INVITED})
WITH_THE_OFFICE = frozenset({ApplicationState.SUBMITTED, ApplicationState.ELIGIBLE})
DECIDED = frozenset({ApplicationState.AWARDED, ApplicationState.RESERVE, ApplicationState.DECLINED})
OVER = DECIDED | {ApplicationState.INELIGIBLE, ApplicationState.WITHDRAWN}


class Returned(TextChoices):
    """Why the office gives an application back."""

    INCORRECT = "incorrect", _("Something is not right")
    INCOMPLETE = "incomplete", _("Something is missing")
    OUTDATED = "outdated", _("Something is out of date")


class Channel(TextChoices):
    """How an application reached the office."""

    PAGE = "page", _("On this site")
    PAPER = "paper", _("On paper, typed in by the office")
    PHONE = "phone", _("By telephone, typed in by the office")


class PartnerKind(TextChoices):
    """What a partner is."""

    ASSOCIATION = "association", pgettext_lazy("a partner", "Association or group")
    NGO = "ngo", _("Organisation that works for others (NGO)")
    AUTHORITY = "authority", _("Local authority")
    SCHOOL = "school", _("School or university")
    HEALTH = "health", _("Hospital or health centre")
    FAITH = "faith", _("Religious community")
    COMPANY = "company", _("Company or cooperative")
    OTHER = "other", pgettext_lazy("a partner", "Something else")


class AwardState(TextChoices):
    """Where an award stands. Signature and payments come with due diligence, later."""

    MADE = "made", pgettext_lazy("of an award", "Awarded")
    ACCEPTED = "accepted", pgettext_lazy("of an award", "Accepted")
    GIVEN_UP = "given_up", pgettext_lazy("of an award", "Given up by the organisation")
    REVOKED = "revoked", pgettext_lazy("of an award", "Revoked")


class PhaseState(TextChoices):
    """Where a phase of review stands."""

    PREPARING = "preparing", pgettext_lazy("of a phase of review", "Being prepared")
    OPEN = "open", pgettext_lazy("of a phase of review", "Reviewers read")
    ENDED = "ended", pgettext_lazy("of a phase of review", "Ended")


class Hidden(TextChoices):
    """What a phase keeps from reviewers."""

    APPLICANT = "applicant", _("Who applies: name, logo, profile, partners, earlier projects")
    PLACES = "places", _("Where the applicant is")
    AMOUNTS = "amounts", _("How much is asked for")
    FILES = "files", _("Names and hidden data of attachments")


class ReviewState(TextChoices):
    """Where a review stands."""

    OPEN = "open", pgettext_lazy("of a review", "To be written")
    SUBMITTED = "submitted", pgettext_lazy("of a review", "Handed in")
    ABSTAINED = "abstained", pgettext_lazy("of a review", "Abstained")
    CONFLICT = "conflict", pgettext_lazy("of a review", "Conflict of interest")
    RELEASED = "released", pgettext_lazy("of a review", "Taken back by the office")


SET_ASIDE = frozenset({ReviewState.ABSTAINED, ReviewState.CONFLICT, ReviewState.RELEASED})


class Confidence(TextChoices):
    """How sure a reviewer is of their points."""

    LOW = "low", pgettext_lazy("how sure", "Not very sure: this is not my field")
    MEDIUM = "medium", pgettext_lazy("how sure", "Fairly sure")
    HIGH = "high", pgettext_lazy("how sure", "Sure: I know this field well")


class ConflictKind(TextChoices):
    """What binds somebody to an applicant."""

    MEMBER = "member", _("A member or on the board, now or before")
    FAMILY = "family", _("Family or close friends are there")
    WORK = "work", _("Works or worked for them, or is paid by them")
    PARTNER = "partner", _("Worked on a project together with them")
    RIVAL = "rival", _("Gains or loses by the decision")
    OTHER = "other", pgettext_lazy("a conflict of interest", "Something else")


class PlanState(TextChoices):
    """Where a proposal of who reads what stands."""

    WAITING = "waiting", pgettext_lazy("of a proposal", "Being worked out")
    READY = "ready", pgettext_lazy("of a proposal", "Ready to be looked at")
    APPLIED = "applied", pgettext_lazy("of a proposal", "Handed out")
    DISCARDED = "discarded", pgettext_lazy("of a proposal", "Put aside")
    FAILED = "failed", pgettext_lazy("of a proposal", "Failed")


class PanelState(TextChoices):
    """Where a panel stands."""

    PREPARED = "prepared", pgettext_lazy("of a panel", "Being prepared")
    OPEN = "open", pgettext_lazy("of a panel", "Deciding")
    RELEASED = "released", pgettext_lazy("of a panel", "Decisions released")
    CANCELLED = "cancelled", pgettext_lazy("of a panel", "Cancelled")


class Method(TextChoices):
    """How a scenario divides the money."""

    RANK = "rank", _("By rank, until the money is spent")
    BEST = "best", _("Best total of points for the money")


class Decision(TextChoices):
    """What a panel may say about an application; each is a step in the life of it."""

    AWARD = "award", pgettext_lazy("a decision", "Award")
    RESERVE = "reserve", pgettext_lazy("a decision", "Reserve list")
    DECLINE = "decline", pgettext_lazy("a decision", "Not funded")


class VerdictState(TextChoices):
    """Whether a decision is known outside the panel."""

    PENDING = "pending", pgettext_lazy("of a decision", "Not released")
    RELEASED = "released", pgettext_lazy("of a decision", "Released")


class Telling(TextChoices):
    """How somebody was told by a person of the office."""

    PHONE = "phone", _("By telephone")
    PERSON = "person", _("In person")
    PAPER = "paper", _("On paper")


class Choice(TextChoices):
    """How a member of a panel votes on what is proposed."""

    YES = "yes", pgettext_lazy("a vote", "In favour")
    NO = "no", pgettext_lazy("a vote", "Against")
    ABSTAIN = "abstain", pgettext_lazy("a vote", "Abstains")


class AppealState(TextChoices):
    """Where an appeal stands."""

    FILED = "filed", pgettext_lazy("of an appeal", "Waits for an answer")
    UPHELD = "upheld", pgettext_lazy("of an appeal", "Upheld: decided again")
    DISMISSED = "dismissed", pgettext_lazy("of an appeal", "Dismissed")
    WITHDRAWN = "withdrawn", pgettext_lazy("of an appeal", "Withdrawn")
