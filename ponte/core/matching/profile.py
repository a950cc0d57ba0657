"""What is known of somebody, as far as it helps to tell whether two are one."""

from dataclasses import dataclass
from functools import cached_property

from ponte.core.matching.addresses import Web, code_of, mail_of, number_of, web_of
from ponte.core.matching.names import Spelled, spell
from ponte.core.text import fold


@dataclass(frozen=True)
class Named:
    """A name; an acronym is compared with the beginnings of words, a former name counts a little less."""

    text: str
    is_acronym: bool = False
    is_former: bool = False


@dataclass(frozen=True)
class Profile:
    """Names, addresses and numbers as they were written; they are brought into one form when they are compared.

    `identifiers` are (scheme, value): one scheme gives one value to each. `countries` says where somebody is,
    `origins` where they come from (codes), `towns` are names. Empty always means: not known.
    """

    names: tuple[Named, ...]
    web: tuple[str, ...] = ()
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    countries: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    towns: tuple[str, ...] = ()
    year: int | None = None

    @cached_property
    def spelled(self) -> tuple[tuple[Spelled, bool], ...]:
        """Every name ready to be compared, and whether it is a former one."""
        return tuple(
            (one, name.is_former)
            for name in self.names
            for one in spell(name.text, is_acronym=name.is_acronym)
        )

    @cached_property
    def pages(self) -> frozenset[Web]:
        """Web addresses in one form."""
        return frozenset(web for address in self.web if (web := web_of(address)))

    @cached_property
    def boxes(self) -> frozenset[str]:
        """Mail addresses in one form."""
        return frozenset(mail for address in self.mails if (mail := mail_of(address)))

    @cached_property
    def numbers(self) -> dict[str, str]:
        """{a telephone number in one form: as it was written}."""
        return {number: phone for phone in self.phones if (number := number_of(phone))}

    @cached_property
    def codes(self) -> dict[str, str]:
        """Identifiers in one form: {scheme: value}."""
        return {fold(scheme): code for scheme, value in self.identifiers if (code := code_of(value))}

    @cached_property
    def places(self) -> dict[str, str]:
        """{a town in Latin letters: as it was written}."""
        return {one.squeezed: town for town in self.towns for one in spell(town)[:1] if one.squeezed}
