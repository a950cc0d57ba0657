"""The form for a workbook that was filled in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FilledForm(forms.Form):
    """Looked at first; kept when the box is ticked."""

    file = forms.FileField(label=_("The workbook you filled in"), help_text=_("XLSX, as it was downloaded."))
    keep = forms.BooleanField(
        label=_("Keep these answers"),
        required=False,
        help_text=_("Without this you first see what would change."),
    )
