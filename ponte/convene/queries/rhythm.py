"""When the next meeting of a series usually is, by its rule and by the meetings there were."""

from calendar import monthrange
from datetime import date, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.convene.models import Series
from ponte.convene.models.vocabulary import Frequency, Week
from ponte.core.moments import city_of

EVERY = {Frequency.WEEKLY: 7, Frequency.FORTNIGHTLY: 14}
MONTHS = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3}


def day_after(series: Series, last: date | None, today: date) -> date | None:
    """The first day by the rule that is neither before the last meeting nor in the past; None without a rule."""
    base = last or today - timedelta(days=1)
    if days := EVERY.get(Frequency(series.frequency)):
        step = timedelta(days=days if last else 1)
        found = _on_weekday(base + step, base.weekday() if series.weekday is None else series.weekday)
        while found < today:
            found += timedelta(days=days)
        return found
    if months := MONTHS.get(Frequency(series.frequency)):
        number = months if last else 0
        found = _in_month(series, base, number)
        while found <= base or found < today:
            number += months if last else 1
            found = _in_month(series, base, number)
        return found
    return None


def _on_weekday(near: date, weekday: int) -> date:
    """That day of the week nearest to a day, so that a meeting moved by a day does not move those after it."""
    return near + timedelta(days=(weekday - near.weekday() + 3) % 7 - 3)


def _in_month(series: Series, base: date, months: int) -> date:
    """The second Tuesday, say, of the month so many months later; what the rule leaves open stays as at the base."""
    year, month = divmod(base.year * 12 + base.month - 1 + months, 12)
    weekday = base.weekday() if series.weekday is None else series.weekday
    week = series.week or (base.day - 1) // 7 + 1
    first = date(year, month + 1, 1)
    days = (weekday - first.weekday()) % 7 + 7 * (week - 1)
    while days >= monthrange(year, month + 1)[1]:
        days -= 7
    return first + timedelta(days=days)


def rule_in_words(series: Series) -> list[str]:
    """ "Every month", "Second Tuesday", "18:00 (time of Rome)", "120 minutes"."""
    found = [str(Frequency(series.frequency).label)]
    weekday = series.get_weekday_display() if series.weekday is not None else ""
    if series.week and weekday and Frequency(series.frequency) in MONTHS:
        week = str(Week(series.week).label)
        found.append(_("%(week)s %(weekday)s of the month") % {"week": week, "weekday": weekday})
    elif weekday:
        found.append(str(weekday))
    if series.at:
        city = city_of(series.zone, get_language() or "en")
        found.append(_("%(time)s (time of %(city)s)") % {"time": f"{series.at:%H:%M}", "city": city})
    return found
