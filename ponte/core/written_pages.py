"""Pages of docs/ that are written from the code, so that they cannot disagree with it."""

from collections.abc import Callable, Iterator
from pathlib import Path

Source = Callable[[], dict[str, str]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """A callable giving {path below the project: Markdown}; for AppConfig.ready()."""
    if source not in _sources:
        _sources.append(source)


def pages() -> dict[str, str]:
    """Every written page by its path."""
    return {path: text for source in _sources for path, text in source().items()}


def outdated(root: Path) -> Iterator[str]:
    """Paths whose file is missing or says something else."""
    for path, text in sorted(pages().items()):
        file = root / path
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            yield path


def write(root: Path) -> list[str]:
    """Write what is outdated; its paths."""
    written = list(outdated(root))
    for path in written:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(pages()[path], encoding="utf-8")
    return written
