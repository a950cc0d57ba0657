"""Lists of plain values laid aside and read again in order: a few in memory, many in a nameless temporary file."""

import pickle
import weakref
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import Any

SMALL = 1 << 20  # bytes


class Aside:
    """What was laid aside; it can be read several times, not by two at once."""

    def __init__(self) -> None:
        self.file = SpooledTemporaryFile(max_size=SMALL)  # noqa: SIM115 - it lives as long as we do
        weakref.finalize(self, self.file.close)

    @classmethod
    def of(cls, lists: Iterable[list[Any]]) -> "Aside":
        """These lists."""
        aside = cls()
        for one in lists:
            aside.lay(one)
        return aside

    def lay(self, some: list[Any]) -> None:
        """One list more; an empty one is not kept."""
        if some:
            self.file.seek(0, 2)
            pickle.dump(some, self.file, pickle.HIGHEST_PROTOCOL)

    def __iter__(self) -> Iterator[list[Any]]:
        self.file.seek(0)
        while True:
            try:
                some = pickle.load(self.file)  # noqa: S301 - nobody else can write this file
            except EOFError:
                return
            yield some
