"""How the history of minutes, decisions and actions reads: names, where the log keeps keys."""

from functools import partial
from typing import Any

from django.db import models
from django.utils.functional import lazy
from django.utils.text import capfirst

from ponte.core import values

_capital = lazy(lambda label: capfirst(str(label)), str)  # in the language of whoever reads


def name_of(model: type[models.Model], key: Any) -> str:
    """What a history means by a key; what is gone has no name any more."""
    return str(model._base_manager.filter(pk=key).first() or "")


def tell_names(*kinds: type[models.Model]) -> None:
    """Every row these models point to is read by its name."""
    for kind in kinds:
        for field in kind._meta.concrete_fields:
            if field.related_model is not None:
                label, as_text = _capital(field.verbose_name), partial(name_of, field.related_model)
                values.tell(kind._meta.label_lower, field.name, label, as_text)
