"""The catalogues of the interface: gettext files, collected, checked and compiled with Babel."""

from ponte.core.catalogues.checking import faults
from ponte.core.catalogues.collecting import collect, load, update
from ponte.core.catalogues.compiling import compile_changed

__all__ = ["collect", "compile_changed", "faults", "load", "update"]
