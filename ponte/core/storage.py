"""Where static files live: hashed names, imports between modules rewritten, compressed ahead."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Static(CompressedManifestStaticFilesStorage):
    """Hashed names let browsers keep a file for a year; rewriting `import` makes an import map unnecessary."""

    support_js_module_import_aggregation = True
