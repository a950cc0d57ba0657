"""Where static files live: hashed names, imports between modules rewritten, compressed ahead."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Static(CompressedManifestStaticFilesStorage):
    """Hashed names let browsers keep a file for a year; rewritten imports need no import map."""

    support_js_module_import_aggregation = True
