"""The catalogues of the interface: gettext files, collected and compiled with Babel."""

from ponte.core.catalogues.compiling import compile_changed

__all__ = ["compile_changed"]
