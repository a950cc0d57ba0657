"""What every address of the API may be asked besides: the language of texts."""

from enum import Enum

from django.conf import settings
from django.utils.translation import gettext_noop as N_
from ninja import Field, Schema

Language = Enum("Language", {code: code for code, _name in settings.LANGUAGES}, type=str)  # type: ignore[misc]


class Asked(Schema):
    """The parameters of every address; those of an operation are a class below this one."""

    lang: Language | None = Field(
        None,
        description=N_(
            "Language of labels and addresses; English without it. Messages follow Accept-Language too."
        ),
    )
