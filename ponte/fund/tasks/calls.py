"""Letters about calls, written in the background."""

from django_tasks import task

from ponte.fund.actions.call_letters import tell_news
from ponte.fund.models import Call


@task()
def tell(call: int) -> int:
    """Write to everybody who has to be told something about a call; how many."""
    row = Call.objects.filter(pk=call).first()
    return tell_news(row) if row else 0
