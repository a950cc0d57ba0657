"""XLSForms read: columns, types, rows, settings; what is not supported is named and kept."""

from ponte.ask.forms.xlsform.reading import Imported, read_xlsform

__all__ = ["Imported", "read_xlsform"]
