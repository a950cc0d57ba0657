"""One file that holds a whole installation: its database and its files. Not its secret key."""

from ponte.core.backups.restoring import restore
from ponte.core.backups.writing import write

__all__ = ["restore", "write"]
