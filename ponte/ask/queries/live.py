"""What a page that is open has to know after each answer."""

from typing import Any

from ponte.ask.queries.screens import Block, Drawing, Screen, looks_on


def state_of(drawing: Drawing, screen: Screen) -> dict[str, Any]:
    """Every place of a screen: asked or not, wrong or not, what is offered, what was calculated or written."""
    now = drawing.evaluation
    asked = now.asked
    return {
        "places": {
            look.path: place_of(block)
            for look in looks_on(now, screen)
            for block in drawing.block(look)
            if not look.item.is_container or look.path
        },
        "done": sum(1 for look in asked if not look.is_empty),
        "asked": len(asked),
    }


def place_of(block: Block) -> dict[str, Any]:
    """One place."""
    found: dict[str, Any] = {
        "relevant": block.look.relevant,
        "required": block.look.required,
        "error": block.error,
        "edition": block.edition,
        "label": block.label,
        "rival": block.rival,
    }
    if block.look.is_asked:
        found |= {"raw": block.raw, "currency": block.currency}
    if "choice_filter" in block.look.placed.readings:
        found["offered"] = [option.name for option in block.options if option.offered]
    if block.shape == "fixed":
        found["fixed"] = block.fixed
    return found
