"""From .po, which people edit, to .mo, which Django reads."""

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compile_changed(folder: Path) -> list[Path]:
    """Compile every catalogue newer than its compiled file, without fuzzy entries; which ones were."""
    return [source for source in sorted(folder.glob("*/LC_MESSAGES/*.po")) if _compile(source)]


def _compile(source: Path) -> bool:
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return False
    with source.open("rb") as opened:
        catalogue = read_po(opened, locale=source.parents[1].name)
    unfinished = target.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as written:
        write_mo(written, catalogue)
    unfinished.replace(target)
    return True
