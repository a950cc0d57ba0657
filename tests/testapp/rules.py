"""Who may do what with bridges: the office may, a stranger may not."""

import rules

OFFICE = {"Bruno", "Chiara", "Dawit"}


@rules.predicate
def works_here(person, _bridge=None) -> bool:
    return getattr(person, "name", "") in OFFICE


for step in ("build", "open", "toll", "close"):
    rules.set_perm(f"testapp.{step}_bridge", works_here)
