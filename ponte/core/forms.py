"""Form fields that clean what people paste, and say how long is too long."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import ngettext_lazy

from ponte.core.text import clean


class TooLong(MaxLengthValidator):
    """Refuses a text by telling both lengths, so that one knows how much to cut."""

    message = ngettext_lazy(
        "At most %(limit_value)d character fits here. Your text has %(show_value)d. Shorten it.",
        "At most %(limit_value)d characters fit here. Your text has %(show_value)d. Shorten it.",
        "limit_value",
    )


class CleanCharField(forms.CharField):
    """One line of text without invisible characters."""

    multiline = False

    def __init__(self, *, max_length: int | None = None, **options: Any) -> None:
        super().__init__(max_length=max_length, **options)
        self.validators = [check for check in self.validators if not isinstance(check, MaxLengthValidator)]
        if max_length is not None:
            self.validators.append(TooLong(max_length))

    def to_python(self, value: Any) -> Any:
        """The cleaned text; `empty_value` when nothing is left."""
        text = super().to_python(value)
        return clean(text, multiline=self.multiline) or self.empty_value if text else text

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength in the page: browsers cut a pasted text there without a word."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class CleanTextField(CleanCharField):
    """Several lines of text without invisible characters."""

    multiline = True
    widget = forms.Textarea


class WebAddressField(CleanCharField, forms.URLField):
    """A web address; without a scheme it gets https://."""

    def __init__(self, **options: Any) -> None:
        super().__init__(assume_scheme="https", **options)
