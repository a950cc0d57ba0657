"""What the screens of a call have in common: they read, and ask why once people know the call."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ponte.core import languages
from ponte.core.forms import CleanTextField
from ponte.core.models import Office
from ponte.fund.models import Call
from ponte.fund.models.vocabulary import CallState
from ponte.fund.queries.call_parts import FIXED_ONCE_PUBLISHED


def office_languages() -> list[tuple[str, str]]:
    """The languages of the pages, by their own names."""
    return [(code, languages.own_name(code)) for code, _name in settings.LANGUAGES]


def currencies(now: str = "") -> list[tuple[str, str]]:
    """Those of the office, and the one that is set."""
    office = Office.current()
    known = list(dict.fromkeys([*([now] if now else []), *(office.currencies if office else ["EUR"])]))
    return [(code, code) for code in known]


def reason_field() -> CleanTextField:
    """Asked for once people can read the call."""
    return CleanTextField(
        label=_("Why this changes"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Everybody reads it on the page of the call; whoever is writing an application gets it by mail."
        ),
    )


class PartForm(forms.ModelForm):
    """One part of a call. Once people read it already, it asks why it changes."""

    fixed: ClassVar[tuple[str, ...]] = FIXED_ONCE_PUBLISHED

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.columns = [name for name in self.fields if name in {f.name for f in Call._meta.fields}]
        if self.instance.pk and self.instance.state != CallState.DRAFT:
            for name in set(self.fixed) & set(self.fields):
                self.fields[name].disabled = True
        if self.instance.pk and self.instance.state == CallState.PUBLISHED:
            self.fields["reason"] = reason_field()

    def _post_clean(self) -> None:
        """The action checks the row as a whole; the form only reads."""

    @property
    def values(self) -> dict[str, Any]:
        """The columns of this part."""
        return {name: self.cleaned_data[name] for name in self.columns}

    @property
    def reason(self) -> str:
        """Why it changes; empty where nobody has read it yet."""
        return str(self.cleaned_data.get("reason", ""))
