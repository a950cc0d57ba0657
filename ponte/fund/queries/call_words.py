"""What the history of a call says instead of keys."""

from typing import Any

from ponte.ask.models import Version
from ponte.plan.models import Engagement


def name_of_version(key: Any) -> str:
    """The questionnaire and its version."""
    row = Version.objects.filter(pk=key).select_related("questionnaire").first()
    return str(row) if row else str(key)


def name_of_engagement(key: Any) -> str:
    """What the engagement is called."""
    row = Engagement.objects.filter(pk=key).first()
    return row.name if row else str(key)
