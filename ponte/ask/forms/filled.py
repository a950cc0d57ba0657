"""The form for a workbook that was filled in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class FilledForm(forms.Form):
    """Looked at first, then confirmed."""

    file = forms.FileField(label=_("The workbook you filled in"), help_text=_("XLSX, as it was downloaded."))
