"""Writing the letters about decisions, of a call or of the whole office."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ponte.core import changes, verbs
from ponte.core.refusal import Refused
from ponte.core.text import clean
from ponte.fund.models import Call, LetterTemplate
from ponte.fund.queries.decision_words import unknown_gaps


@transaction.atomic
def write_template(
    call: Call | None, decision: str, language: str, *, subject: str, text: str, by: Any
) -> LetterTemplate | None:
    """Keep the words; without any, Ponte's own are used again."""
    subject, text = clean(subject), clean(text, multiline=True)
    row = LetterTemplate.objects.filter(call=call, decision=decision, language=language).first()
    if not subject and not text:
        if row is not None:
            changes.record(row, by=by, verb=verbs.DELETE, before={"text": row.text}, after={"text": ""})
            row.delete()
        return None
    if not subject or not text:
        raise Refused(_("A letter needs a subject and a text. Empty both to use the words of Ponte."))
    if strange := unknown_gaps(subject) + unknown_gaps(text):
        raise Refused(
            _("Nothing can be filled in for {%(name)s}. Use only the words in braces listed on this page.")
            % {"name": strange[0][:40]}
        )
    before = {"subject": row.subject, "text": row.text} if row else {}
    row = row or LetterTemplate(call=call, decision=decision, language=language)
    row.subject, row.text = subject, text
    row.save()
    after = {"subject": subject, "text": text}
    changes.record(row, by=by, verb=verbs.EDIT if before else verbs.CREATE, before=before, after=after)
    return row
