"""Where static files live: one style sheet, hashed names, imports rewritten, compressed ahead."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "core/css/ponte.css"
IMPORT = re.compile(r'@import "([\w.-]+)";\n?')
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)


class Static(CompressedManifestStaticFilesStorage):
    """Hashed names let browsers keep a file for a year; rewritten imports need no import map."""

    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, Any], *args: Any, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        """Write what the style sheet imports into it: a page asks for one file. Then go on as usual."""
        if SHEET in paths and not options.get("dry_run"):
            Path(self.path(SHEET)).write_text(self.joined(paths), encoding="utf-8")
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, *args, **options)

    @staticmethod
    def joined(paths: dict[str, Any]) -> str:
        """The style sheet with its imports in place of their names."""

        def text(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as file:
                return file.read().decode("utf-8")

        folder = PurePosixPath(SHEET).parent
        whole = IMPORT.sub(lambda found: text(str(folder / found[1])), text(SHEET))
        return COMMENT.sub("", whole)
