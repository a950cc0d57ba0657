"""The door: what of a record somebody may see. Every page, list, export, index and history goes through it."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db.models import Model, QuerySet

from ponte.map.models import Organisation, OrganisationPlace
from ponte.map.models.identity import Identity
from ponte.map.models.membership import membership_roles
from ponte.map.models.reach import Reach
from ponte.map.models.vocabulary import Visibility
from ponte.map.queries.record import OWN, PARTS
from ponte.map.queries.whereabouts import coarsened

Settings = Mapping[str, str]
LEVELS = tuple(Visibility.values)  # from the widest to the narrowest
# Whoever may see a record at all sees these: without them there is nothing to talk about.
ALWAYS = frozenset({"name", "name_language", "kind", "reference", "state"})
# What is for everybody unless somebody narrows it. All the rest, and whatever is added one day, is for the office.
FOR_EVERYBODY = frozenset(
    {
        *(field.name for part in (Identity, Reach) for field in part._meta.local_fields),
        *("languages", "source", "source_url", "names", "places", "notes", "description"),
        *("contacts", "identifiers"),  # and of these only the rows that say so themselves
    }
)
ROW_BY_ROW = frozenset({"contacts", "identifiers"})
# Never for people outside, whatever anybody chooses: how the record is kept, and who speaks for the body.
KEPT = frozenset({"visibility", "shown_to", "places_shown", "takes_messages"})
FIXED = KEPT | {"representatives"}
ADJUSTABLE = tuple(name for name in (*OWN, *PARTS, "description") if name not in ALWAYS | FIXED)


@dataclass(frozen=True)
class Sight:
    """How far somebody sees: the levels whose values they may read."""

    levels: tuple[str, ...]

    @property
    def sees_all(self) -> bool:
        """Whether nothing is hidden from them."""
        return Visibility.OFFICE in self.levels

    def sees(self, field: str, settings: Settings) -> bool:
        """Whether they may read this field of a record with these settings."""
        return level_of(field, settings) in self.levels


EVERYBODY = Sight(LEVELS[:1])
SIGNED_IN = Sight(LEVELS[:2])
EVERYTHING = Sight(LEVELS)


def sight_of(person: Any, organisation: Organisation | None = None) -> Sight:
    """How far this person sees: in lists, or in one organisation, of which its own people see all."""
    if person.has_perm("map.view_register"):
        return EVERYTHING
    if organisation is not None and organisation.pk in membership_roles(person):
        return EVERYTHING
    return SIGNED_IN if person.is_authenticated else EVERYBODY


def default_of(field: str) -> str:
    """Who sees a field when nobody chose."""
    return Visibility.PUBLIC.value if field in FOR_EVERYBODY | ALWAYS else Visibility.OFFICE.value


def level_of(field: str, settings: Settings) -> str:
    """Who sees a field of a record with these settings, as far as they see the record."""
    default = default_of(field)
    return settings.get(field, default) if field in ADJUSTABLE else default


def level_of_row(part: str, is_public: bool, settings: Settings) -> str:
    """Who sees a row that says itself whether it is public: the narrower of that and of what is said of all rows."""
    own = Visibility.PUBLIC if is_public else Visibility.OFFICE
    return max(own.value, level_of(part, settings), key=LEVELS.index)


def seen(organisation: Organisation, sight: Sight) -> Organisation:
    """The organisation as far as somebody sees it: hidden values are blank, hidden rows absent, places coarser.

    It has only the parts that were fetched with `prefetch_related`, and cannot be saved.
    """
    if sight.sees_all:
        return organisation
    shown = Organisation.__new__(Organisation)
    shown.__dict__.update(organisation.__dict__)
    shown._state = copy(organisation._state)
    shown._state.fields_cache = dict(organisation._state.fields_cache)
    shown.is_partial = True
    for name in hidden(sight, frozenset(organisation.shown_to.items())):
        setattr(shown, name, copy(blank()[name]))
    fetched = organisation.__dict__.get("_prefetched_objects_cache", {})
    shown.__dict__["_prefetched_objects_cache"] = {
        part: rows_seen(part, fetched.get(part), organisation, sight) for part in PARTS
    }
    return shown


@lru_cache(maxsize=1_000)
def hidden(sight: Sight, settings: frozenset[tuple[str, str]]) -> tuple[str, ...]:
    """The columns somebody does not see of records with these settings; most records of a list have the same."""
    return tuple(name for name in OWN if name not in KEPT and not sight.sees(name, dict(settings)))


@cache
def nothing_of(model: type[Model]) -> QuerySet:
    """A query that finds nothing; to build one for each part of each row would cost more than the page."""
    return model._default_manager.none()


@cache
def blank() -> Mapping[str, Any]:
    """What stands where nothing is known."""
    empty = Organisation()
    return {name: getattr(empty, name) for name in OWN}


def rows_seen(part: str, rows: "QuerySet | None", organisation: Organisation, sight: Sight) -> QuerySet:
    """The rows of one part that somebody sees."""
    model, settings = PARTS[part][0], organisation.shown_to
    if rows is None or not sight.sees(part, settings):
        return nothing_of(model)
    if part == "places":
        shown = [as_shown(place, organisation) for place in rows]  # two towns may have become one country
        return holding(
            model, list({(place.role, str(place)): place for place in reversed(shown)}.values())[::-1]
        )
    if part in ROW_BY_ROW:
        return holding(
            model, [row for row in rows if level_of_row(part, row.is_public, settings) in sight.levels]
        )
    return rows


def as_shown(place: OrganisationPlace, organisation: Organisation) -> OrganisationPlace:
    """A place as exactly as people outside see it."""
    told = {name: getattr(place, name) for name in PARTS["places"][1]}
    row = coarsened(told, organisation.places_shown)
    if row == told:
        return place
    return OrganisationPlace(pk=place.pk, organisation_id=organisation.pk, **row)


def holding(model: type[Model], rows: list[Any]) -> QuerySet:
    """A query that has its answer already; what is asked of it beyond that finds nothing more."""
    answered: Any = nothing_of(model).all()
    answered._result_cache = rows
    answered._prefetch_done = True
    return answered
