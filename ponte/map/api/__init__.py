"""Organisations in the API."""

from ponte.map.api.organisations import router

__all__ = ["router"]
