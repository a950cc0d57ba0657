"""Foreign keys written as strings escape the import contracts, so relations are walked here."""

import tomllib
from pathlib import Path

from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parents[2]


def floors() -> dict[str, int]:
    """App label -> height, 0 is the ground; read from the import contract so that there is one truth."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    contract = next(each for each in settings["tool"]["importlinter"]["contracts"] if each["id"] == "house")
    layers = [[name.strip("() ") for name in layer.split("|")] for layer in reversed(contract["layers"])]
    return {name: height for height, layer in enumerate(layers) for name in layer}


def our_models() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("ponte.")]


def test_relations_point_down() -> None:
    height = floors()
    wrong = []
    for model in our_models():
        own = model._meta.app_label
        for field in model._meta.get_fields():
            other = field.related_model
            if field.auto_created or not isinstance(other, type) or not other.__module__.startswith("ponte."):
                continue
            points_at_people = other._meta.swappable is not None or other._meta.label == "accounts.Person"
            is_down = other._meta.app_label == own or height[other._meta.app_label] < height[own]
            if not is_down and not points_at_people:
                wrong.append(f"{model._meta.label}.{field.name} -> {other._meta.label}")
    assert not wrong, wrong


def test_no_amount_is_a_float_or_a_decimal_column() -> None:
    words = ("amount", "price", "cost", "budget", "money", "sum", "total", "minor")
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.DecimalField)
        or (isinstance(field, models.FloatField) and any(word in field.name for word in words))
    ]
    assert not wrong, f"money is integer minor units with a currency: {wrong}"


def test_every_model_of_a_domain_lives_on_a_known_floor() -> None:
    unknown = {model._meta.app_label for model in our_models()} - set(floors())
    assert not unknown, unknown
