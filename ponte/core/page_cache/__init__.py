"""Public pages kept ready in front of the framework, and never shown after what they say has changed."""

from ponte.core.page_cache.declaring import Declaration, for_visitors
from ponte.core.page_cache.gate import PageCache, around
from ponte.core.registries import EVERY_KIND

__all__ = ["EVERY_KIND", "Declaration", "PageCache", "around", "for_visitors"]
