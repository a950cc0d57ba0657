"""A budget added up: by category with its cap, what is asked for, what the applicant brings."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ponte.core import wordings
from ponte.core.money import Money, format_money
from ponte.fund.models import Application, BudgetCategory, BudgetLine, Call

LABEL = "label"
HUNDRED = 100


@dataclass(frozen=True)
class Row:
    """One category with its lines."""

    category: BudgetCategory
    label: str
    language: str
    lines: list[BudgetLine]
    total: Money
    asked: Money
    cap: Money | None  # the most of it the office pays
    why: str = ""  # what is wrong with it


@dataclass(frozen=True)
class Budget:
    """All of it; `problems` are sentences that stand in the way of sending it."""

    rows: list[Row]
    total: Money
    own: Money
    kind: Money
    asked: Money
    problems: list[str]

    @property
    def count(self) -> int:
        """How many lines there are."""
        return sum(len(row.lines) for row in self.rows)

    @property
    def brought(self) -> Money:
        """Own money and what is given in kind."""
        return self.own + self.kind

    @property
    def share(self) -> int:
        """Percent of all costs that the applicant brings, rounded down: nobody is told more than there is."""
        return self.brought.minor * HUNDRED // self.total.minor if self.total else 0


def labels_of(
    call: Call, categories: Sequence[BudgetCategory] | None = None
) -> list[tuple[BudgetCategory, str, str]]:
    """The categories of a call, all or these, with label and its language, as the reader gets them."""
    categories = list(call.categories.all()) if categories is None else categories
    texts = wordings.best_many(categories, (LABEL,), get_language() or "en") if categories else {}
    found = []
    for category in categories:
        shown = texts[category.pk, LABEL]
        found.append(
            (category, shown.text or category.label, shown.language if shown.text else call.language)
        )
    return found


def sums_of(lines: Sequence[BudgetLine]) -> dict[str, int]:
    """What is kept on the application: all costs, own money, what is asked for."""
    total = sum(line.total_minor for line in lines)
    brought = sum(line.own_minor + line.kind_minor for line in lines)
    return {"total_minor": total, "own_minor": brought, "asked_minor": total - brought}


def budget_of(application: Application) -> Budget:
    """Its lines by category, in the order of the call; categories without a line are left out."""
    call = application.call
    lines = list(application.budget_lines.select_related("category"))
    used = {line.category_id: line.category for line in lines}
    asked = sum(line.asked_minor for line in lines)
    rows = [
        row_of(call, of, [line for line in lines if line.category_id == of[0].pk], asked=asked)
        for of in labels_of(call, list(used.values()))
    ]
    total, own, kind = (
        Money(sum(getattr(line, f"{name}_minor") for line in lines), call.currency)
        for name in ("total", "own", "kind")
    )
    problems = [row.why for row in rows if row.why]
    budget = Budget(rows, total, own, kind, Money(asked, call.currency), problems)
    problems += problems_of(call, budget)
    return budget


def row_of(call: Call, of: tuple[BudgetCategory, str, str], lines: list[BudgetLine], *, asked: int) -> Row:
    """One category; the cap is a share of all that is asked for."""
    category, label, language = of
    total = Money(sum(line.total_minor for line in lines), call.currency)
    own = Money(sum(line.asked_minor for line in lines), call.currency)
    cap, why = None, ""
    if category.cap_percent is not None:
        cap = Money(asked * category.cap_percent // HUNDRED, call.currency)
        if own > cap:
            why = _(
                "%(category)s: at most %(percent)d%% of what you ask for, that is %(cap)s. You ask for %(asked)s."
            ) % {
                "category": label,
                "percent": category.cap_percent,
                "cap": written(cap),
                "asked": written(own),
            }
    return Row(category, label, language, lines, total, own, cap, why)


def problems_of(call: Call, budget: Budget) -> list[str]:
    """What is wrong with the sums, in sentences that say by how much."""
    if not budget.count:
        return [_("The budget has no line yet.")]
    found = amount_problems(call, budget.asked)
    needed = call.own_share
    if needed and budget.brought.minor * HUNDRED < budget.total.minor * needed:
        found.append(
            _(
                "You bring %(share)d%% of all costs; this call asks for %(needed)d%%. Add own money or help in kind."
            )
            % {"share": budget.share, "needed": needed}
        )
    return found


def amount_problems(call: Call, asked: Money) -> list[str]:
    """Whether the amount asked for is one the call gives."""
    found = []
    least, most = call.money(call.least_minor), call.money(call.most_minor)
    if asked.minor <= 0:
        found.append(_("You ask for nothing. Lower what you pay yourself."))
    elif least is not None and asked < least:
        found.append(
            _("This call gives %(least)s or more. You ask for %(asked)s.")
            % {"least": written(least), "asked": written(asked)}
        )
    if most is not None and asked > most:
        found.append(
            _("This call gives %(most)s at most. You ask for %(asked)s.")
            % {"most": written(most), "asked": written(asked)}
        )
    return found


def written(money: Money) -> str:
    """An amount inside a sentence."""
    return format_money(money, get_language() or "en")
