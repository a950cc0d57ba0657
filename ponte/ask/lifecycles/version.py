"""The life of a version: written, published for good, and one day out of use."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ponte.ask.document import checking
from ponte.ask.models import Version, VersionState
from ponte.ask.subjects import used_by
from ponte.core.refusal import Refused
from ponte.core.workflow import Move, Step, Workflow


def nothing_is_wrong(version: Version) -> None:
    """Every question can be asked."""
    wrong = checking.errors(version.parts)
    if wrong:
        words = ngettext(
            "%(count)d thing must be mended first. %(first)s",
            "%(count)d things must be mended first. %(first)s",
            len(wrong),
        )
        raise Refused(words % {"count": len(wrong), "first": wrong[0]})


def nothing_used_is_gone(version: Version) -> None:
    """What is used elsewhere is still asked."""
    earlier = Version.objects.filter(
        questionnaire_id=version.questionnaire_id, state=VersionState.PUBLISHED
    ).first()
    if earlier is None:
        return
    kept = {item.name for item in version.parts.walk()}
    gone = [item.name for item in earlier.parts.walk() if item.name not in kept]
    sentences = [sentence for name in gone for sentence in used_by(version.questionnaire, name)]
    if sentences:
        raise Refused(
            _("A question that is used elsewhere is missing: %(where)s") % {"where": " ".join(sentences)}
        )


def replace_earlier(move: Move) -> None:
    """Whoever begins from now on gets this version; answers begun before keep theirs."""
    earlier = Version.objects.filter(
        questionnaire_id=move.subject.questionnaire_id, state=VersionState.PUBLISHED
    ).exclude(pk=move.subject.pk)
    for version in earlier.order_by("number"):
        lifecycle.perform("retire", version, by=None, at=move.at, reason=_("A newer version was published."))


lifecycle = Workflow(
    "ask.version",
    Step(
        "publish",
        gettext_lazy("Publish"),
        {VersionState.DRAFT},
        VersionState.PUBLISHED,
        guards=(nothing_is_wrong, nothing_used_is_gone),
        effects=(replace_earlier,),
        stamp="published",
        explain=gettext_lazy(
            "People can answer it. It never changes again; for changes you write a new version."
        ),
    ),
    Step(
        "retire",
        gettext_lazy("Take out of use"),
        {VersionState.PUBLISHED},
        VersionState.RETIRED,
        stamp="retired",
        explain=gettext_lazy("Nobody can begin it any more. Answers begun before can be finished."),
    ),
)
