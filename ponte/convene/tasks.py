"""Work that would keep a page waiting."""

from django_tasks import task

from ponte.convene.actions.newsletter import send_some
from ponte.convene.exports.guest_letters import tell_guests
from ponte.convene.models import Issue, Meeting


@task()
def tell(meeting: int) -> int:
    """Write to the people of a meeting who do not know yet how things stand; how many."""
    row = Meeting.objects.filter(pk=meeting).first()
    return tell_guests(row) if row else 0


@task(priority=-5)
def send_newsletter(issue: int) -> int:
    """Send an issue to the next subscribers, and come again until everybody has it."""
    row = Issue.objects.filter(pk=issue).first()
    count = send_some(row) if row else 0
    if count:
        send_newsletter.enqueue(issue)
    return count
