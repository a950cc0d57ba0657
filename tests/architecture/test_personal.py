"""A field that looks personal is declared, or is an exception somebody has thought about."""

import re

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from ponte.core import personal

# What is no personal data although it looks like it, and why.
EXCEPTIONS = (
    ("core.Office", "email", "the office's public address"),
    ("core.Office", "phone", "the office's public number"),
    ("core.Office", "address", "where the office is"),
    ("fund.Award", "names_recipient", "whether the register names an organisation, never a person"),
    ("map.Organisation", "shown_to", "which fields are for whom"),
    ("fund.Award", "names_recipient", "whether the register names the organisation"),
    ("map.Organisation", "willing_to", "what an organisation would do, not to whom a mail went"),
)

PERSONAL_TYPES = (models.EmailField, models.FileField, models.GenericIPAddressField)
PERSONAL_NAMES = re.compile(
    r"(^|_)(e?mail|phone|telephone|mobile|whatsapp|fax|ip|user_agent|passport|nationality|religion|ethnicity|gender|sex"
    r"|born|birth\w*|age|address|street|photo|signature|iban|contact\w*|recipient|addressee|to|biography|pronouns"
    r"|(first|last|family|given|full|own|person|contact|by)_name)(_on|_at|$)"
)


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("ponte.")]


def looks_personal(model: type[models.Model], field: models.Field) -> bool:
    names_people = hasattr(model, "USERNAME_FIELD") and field.name in ("name", "language")
    return isinstance(field, PERSONAL_TYPES) or names_people or bool(PERSONAL_NAMES.search(field.name))


def test_what_looks_personal_is_declared() -> None:
    excepted = {(model, field) for model, field, _why in EXCEPTIONS}
    undeclared = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.concrete_fields
        if not field.is_relation
        and looks_personal(model, field)
        and field.name not in personal.declared_on(model)
        and (model._meta.label, field.name) not in excepted
    ]
    assert not undeclared, f"declare personal_data (ponte/core/personal.py) for {undeclared}"


def test_what_is_declared_exists() -> None:
    unknown = []
    for model, name, _promise in personal.declared():
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            unknown.append(f"{model._meta.label}.{name}")
    assert not unknown, unknown


def test_every_promise_says_why_and_how_long() -> None:
    vague = [
        f"{model._meta.label}.{name}"
        for model, name, promise in personal.declared()
        if not str(promise.purpose).strip() or not str(promise.kept_until).strip()
    ]
    assert not vague, vague


def test_every_exception_is_still_needed() -> None:
    for label, name, _why in EXCEPTIONS:
        model = apps.get_model(label)
        assert looks_personal(model, model._meta.get_field(name)), f"{label}.{name}"
        assert name not in personal.declared_on(model)
