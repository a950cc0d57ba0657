"""Mails as files, for development and the demo: one `.eml` each, to be opened with any mail reader."""

import re
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone


class EmailBackend(BaseEmailBackend):
    """Writes into `settings.MAIL_DIR`; a file appears whole or not at all."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write each; their number."""
        folder = Path(settings.MAIL_DIR)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            receiver = re.sub(r"[^\w.@-]", "_", ",".join(message.to))[:80]
            path = folder / f"{timezone.now():%Y%m%d-%H%M%S-%f}-{receiver}.eml"
            half = path.with_suffix(".half")
            half.write_bytes(message.message().as_bytes())
            half.replace(path)
        return len(email_messages)
