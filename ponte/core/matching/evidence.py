"""Why two are thought to be one, or not: each reason a sentence that a person can check."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ponte.core import places

# {code: (whether it speaks for one and the same, the sentence)}
REASONS: Mapping[str, tuple[bool, Any]] = {
    "same_name": (True, _("The same name: %(one)s")),
    "same_letters": (True, _("The same name, but for accents and capitals: %(one)s / %(other)s")),
    "without_form": (True, _("The same name without the legal form: %(one)s / %(other)s")),
    "other_order": (True, _("The same words in another order: %(one)s / %(other)s")),
    "small_words": (True, _("The same name, but for small words: %(one)s / %(other)s")),
    "other_number": (True, _("The same name, but for the endings of words: %(one)s / %(other)s")),
    "other_script": (True, _("The same name written in other letters: %(one)s / %(other)s")),
    "acronym": (True, _("%(one)s is the acronym of %(other)s")),
    "same_acronym": (True, _("The same acronym: %(one)s")),
    "former_name": (True, _("One of the names is a former one: %(one)s")),
    "like_name": (True, _("Names that are much alike: %(one)s / %(other)s")),
    "shared_words": (True, _("Words in both names: %(words)s")),
    "word_differs": (False, _("One word differs: %(one)s / %(other)s")),
    "words_differ": (False, _("Words differ: %(one)s / %(other)s")),
    "words_missing": (False, _("Only in one of the names: %(words)s")),
    "other_names": (False, _("Their names are not alike")),
    "same_page": (True, _("The same web address: %(value)s")),
    "same_site": (True, _("Pages of the same website: %(value)s")),
    "same_mail": (True, _("The same e-mail address: %(value)s")),
    "same_domain": (True, _("E-mail addresses of the same domain: %(value)s")),
    "same_phone": (True, _("The same telephone number: %(value)s")),
    "same_code": (True, _("The same number in a register: %(value)s")),
    "other_code": (False, _("Different numbers in the same register: %(one)s / %(other)s")),
    "same_town": (True, _("The same town: %(value)s")),
    "other_town": (False, _("Different towns: %(one)s / %(other)s")),
    "other_country": (False, _("Different countries: %(one)s / %(other)s")),
    "other_origin": (False, _("Roots in different countries: %(one)s / %(other)s")),
    "other_year": (False, _("Founded in different years: %(one)s / %(other)s")),
}
ONE_SIDED = ("acronym",)  # `one` is the acronym, whichever of the two has it
OF_COUNTRIES = ("other_country", "other_origin")


@dataclass(frozen=True)
class Evidence:
    """One reason; `params` are what its sentence names, all text."""

    code: str
    params: Mapping[str, str] = field(default_factory=dict)

    @property
    def speaks_for(self) -> bool:
        """Whether it is a reason to think that they are one."""
        return REASONS[self.code][0]

    @property
    def sentence(self) -> str:
        """The reason in the language of the moment."""
        params = self.params
        if self.code in OF_COUNTRIES:
            language = get_language() or "en"
            params = {
                side: ", ".join(places.name(code, language) for code in codes.split(", "))
                for side, codes in params.items()
            }
        return str(REASONS[self.code][1]) % params

    def turned(self) -> "Evidence":
        """The same reason with the two in the other order."""
        if self.code in ONE_SIDED or "other" not in self.params:
            return self
        return Evidence(self.code, {"one": self.params["other"], "other": self.params["one"]})

    def as_json(self) -> dict[str, Any]:
        """To be kept in a row; `evidence_from` reads it."""
        return {"code": self.code, "params": dict(self.params), "for": self.speaks_for}


@dataclass(frozen=True)
class Likeness:
    """How likely two are one, 0 to 100, and the reasons, the strongest first."""

    score: int
    evidence: tuple[Evidence, ...] = ()


def evidence_from(rows: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    """Reasons out of the rows `as_json` gave; a code that is not known any more is left out."""
    return tuple(Evidence(row["code"], row["params"]) for row in rows if row["code"] in REASONS)
