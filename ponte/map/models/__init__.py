"""Organisations and what is known of them."""

from ponte.map.models.organisation import Organisation

__all__ = ["Organisation"]
