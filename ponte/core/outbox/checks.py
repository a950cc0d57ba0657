"""What `manage.py check --deploy` asks about mail."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage
from django.core.checks import Warning as CheckWarning


def mails_leave_the_house(app_configs: Any, **_options: Any) -> list[CheckMessage]:
    """In production mails go to a server, not into a folder."""
    if not settings.EMAIL_BACKEND.startswith("ponte.core.outbox.folder"):
        return []
    hint = "Set PONTE_EMAIL_URL, for example submission://user:password@mail.example.org:587"
    return [CheckWarning("Mails are only written to files; nobody receives them.", hint, id="ponte.W010")]
