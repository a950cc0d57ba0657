"""What a virtual exchange has besides an agenda: speakers, questions, polls, take-aways. Texts are wordings."""

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ponte.convene.models.meeting import Meeting
from ponte.convene.models.registration import Registration
from ponte.core.personal import Personal
from ponte.map.models import Organisation


class SpeakerRole(models.TextChoices):
    """What somebody does at an exchange."""

    WELCOME = "welcome", _("Welcoming remarks")
    MODERATOR = "moderator", _("Moderator")
    PANELLIST = "panellist", _("Panellist")


class Speaker(models.Model):
    """Somebody on the panel. Name and biography (a wording, `biography`) are shown only with consent."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="speakers")
    role = models.CharField(
        _("Role"), max_length=10, choices=SpeakerRole.choices, default=SpeakerRole.PANELLIST
    )
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("Name"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation_name = models.CharField(_("For whom they speak"), max_length=200, blank=True)
    consented_on = models.DateField(_("Agreed to be named on"), null=True, blank=True)
    consent_note = models.CharField(_("How they agreed"), max_length=200, blank=True)

    personal_data: ClassVar[dict[str, Personal]] = {
        "name": Personal(_("To say who speaks"), _("consent is taken back")),
        "organisation_name": Personal(_("To say for whom somebody speaks"), _("consent is taken back")),
        "consent_note": Personal(_("To show that somebody agreed"), _("consent is taken back")),
    }

    objects: ClassVar[models.Manager["Speaker"]] = models.Manager()

    class Meta:
        ordering = ["meeting_id", "position", "pk"]
        verbose_name = _("speaker")
        verbose_name_plural = _("speakers")

    def __str__(self) -> str:
        return self.name or str(SpeakerRole(self.role).label)


class QuestionState(models.TextChoices):
    """Where a question is."""

    WAITING = "waiting", _("Waits for the moderator")
    SHOWN = "shown", _("Shown, can be voted for")
    ANSWERED = "answered", _("Answered")
    DECLINED = "declined", _("Not taken")


class Question(models.Model):
    """A question from the audience; its text is a wording (`text`) with translations."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="questions")
    state = models.CharField(
        _("State"), max_length=8, choices=QuestionState.choices, default=QuestionState.WAITING
    )
    registration = models.ForeignKey(
        Registration, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    shows_name = models.BooleanField(_("Show my name with the question"), default=False)
    asked_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[models.Manager["Question"]] = models.Manager()

    class Meta:
        ordering = ["meeting_id", "asked_at", "pk"]
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.pk}"


class QuestionVote(models.Model):
    """One participant wants to hear the answer."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="votes")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[models.Manager["QuestionVote"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("vote for a question")
        verbose_name_plural = _("votes for questions")
        constraints = [
            models.UniqueConstraint(fields=["question", "registration"], name="question_vote_once")
        ]

    def __str__(self) -> str:
        return str(self.question_id)


class PollState(models.TextChoices):
    """Where a poll is."""

    DRAFT = "draft", _("Not shown yet")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Poll(models.Model):
    """A quick question of the moderator to all; the question is a wording (`text`). It decides nothing."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="polls")
    state = models.CharField(_("State"), max_length=6, choices=PollState.choices, default=PollState.DRAFT)

    objects: ClassVar[models.Manager["Poll"]] = models.Manager()

    class Meta:
        ordering = ["meeting_id", "pk"]
        verbose_name = _("poll")
        verbose_name_plural = _("polls")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.pk}"


class PollOption(models.Model):
    """One answer one may choose; its text is a wording (`text`)."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager["PollOption"]] = models.Manager()

    class Meta:
        ordering = ["poll_id", "position", "pk"]
        verbose_name = _("answer of a poll")
        verbose_name_plural = _("answers of a poll")

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.position}"


class PollVote(models.Model):
    """What one participant chose. A poll is no election: the office could see who chose what, and says so."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")

    objects: ClassVar[models.Manager["PollVote"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("answer to a poll")
        verbose_name_plural = _("answers to polls")
        constraints = [models.UniqueConstraint(fields=["poll", "registration"], name="poll_vote_once")]

    def __str__(self) -> str:
        return str(self.poll_id)


class TakeAway(models.Model):
    """One thing people took home; its text is a wording (`text`)."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="take_aways")
    position = models.PositiveSmallIntegerField(default=0)

    objects: ClassVar[models.Manager["TakeAway"]] = models.Manager()

    class Meta:
        ordering = ["meeting_id", "position", "pk"]
        verbose_name = _("take-away")
        verbose_name_plural = _("take-aways")

    def __str__(self) -> str:
        return f"{self.meeting}: {self.position}"
