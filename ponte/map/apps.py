"""The map application."""

from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MapConfig(AppConfig):
    """Organisations: on the home page, among the open data, on the desks of those who keep them."""

    name = "ponte.map"
    label = "map"
    verbose_name = _("Map")

    def ready(self) -> None:
        """Tell the house what the map has for it; models exist from here on."""
        from ponte.ask.subjects import subject_kinds
        from ponte.core.registries import OpenData, open_data, page_slots, tasks
        from ponte.map.exports import dictionary
        from ponte.map.exports.formats import FORMATS, LICENCE
        from ponte.map.queries import answering, corrections, front
        from ponte.map.queries.desk import waiting
        from ponte.map.queries.stakeholders import promised

        open_data.add(
            "map.organisations",
            OpenData(
                _("Organisations and groups"),
                "map:organisations_export",
                tuple(FORMATS),
                LICENCE,
                "map.organisation",
                _("Who they are, where they have their roots and where they act. No personal data."),
                feed="map:organisations_feed",
                columns=dictionary.columns,
            ),
        )
        tasks.add("map.organisations", waiting)
        tasks.add("map.stakeholders", promised)
        page_slots.slot("map.organisation.panels").add(
            "map/_corrections_panel.html", corrections.panel, kinds=()
        )
        page_slots.slot("core.desk.panels").add("map/_desk_panel.html", front.desk_panel)
        self.let_be_found()
        subject_kinds.add("map.organisation", answering.KIND)
        self.keep_promises()
        self.tell_what_values_say()
        self.tell_what_joins()
        self.add_papers()
        self.add_chores()
        self.open_to_organisations()
        self.open_to_machines()

    def let_be_found(self) -> None:
        """The index, who looks after it, and the words that mean the same."""
        from ponte.core.finding.registry import indexes
        from ponte.core.front import Door, PersonLink, doors, person_links
        from ponte.core.registries import Indexed, indexed, tasks
        from ponte.map.queries import sharing
        from ponte.map.queries.finding_state import on_desk
        from ponte.map.queries.index import organisations

        door = Door(_("Organisations"), "map:organisations", 10, True, "map:suggestions")
        doors.add("map.organisations", door)
        indexes.add(organisations.kind, organisations)
        pages = Indexed("map:organisation", sharing.count_for_everybody, sharing.addresses_for_everybody)
        indexed.add("map.organisations", pages)
        tasks.add("map.index", on_desk)
        link = PersonLink(_("How people search"), "map:finding", "map.view_synonymgroup")
        person_links.add("map.finding", link)

    def open_to_machines(self) -> None:
        """Organisations and their words in the API."""
        from ponte.core.api import Resource, Scope, resources, scopes
        from ponte.core.api.vocabularies import Vocabulary, vocabularies
        from ponte.map.api import router
        from ponte.map.models import vocabulary

        resources.add("map.organisations", Resource("/organisations", "organisations", router))
        says = _("Read every organisation, with everything the office knows")
        permission = "map.view_register"
        office = Scope("organisations:office", says, frozenset({permission}), only_for=permission)
        scopes.add("map.organisations_office", office)
        words = {
            "kinds": (_("Kinds of organisations"), vocabulary.Kind),
            "sectors": (_("What they work on"), vocabulary.Sector),
            "targets": (_("Whom they work with"), vocabulary.Target),
            "states": (_("How sure we are"), vocabulary.State),
            "place_roles": (_("What a place is to an organisation"), vocabulary.PlaceRole),
            "name_kinds": (_("What a name is"), vocabulary.NameKind),
            "generations": (_("Generation"), vocabulary.Generation),
        }
        for name, (title, choices) in words.items():
            vocabularies.add(f"map.{name}", Vocabulary(name, title, partial(getattr, choices, "choices")))

    def add_chores(self) -> None:
        """What is done every hour."""
        from ponte.core import chores
        from ponte.map import notices
        from ponte.map.actions import corrections, freshness, import_discard, import_hidden, messages

        chores.every_hour(import_discard.discard_forgotten)
        chores.every_hour(import_hidden.take_back_dead)
        chores.every_hour(corrections.tidy_corrections)
        chores.every_hour(messages.tidy_messages)
        chores.every_hour(freshness.mark_stale)
        chores.every_hour(freshness.ask_to_confirm)
        chores.every_hour(notices.announce_endings)

    def add_papers(self) -> None:
        """What belongs to one organisation: its federations, its papers, what it took part in."""
        from ponte.core.registries import page_slots, tasks
        from ponte.map.queries import affiliations, completeness, papers, track_record

        on_page = page_slots.slot("map.organisation.panels")
        federations = ("map.organisation", "map.affiliation")
        on_page.add("map/_affiliations_panel.html", affiliations.panel, kinds=federations)
        on_page.add("map/_track_panel.html", track_record.panel, kinds=("map.organisation",))
        on_page.add("map/_papers_panel.html", papers.panel, kinds=())
        on_page.add("map/_completeness_panel.html", completeness.panel, kinds=())
        tasks.add("map.papers", papers.on_desk)

    def keep_promises(self) -> None:
        """Whoever asks what is kept of them gets all of it."""
        from ponte.core import registries
        from ponte.map.actions import holdings

        registries.holdings.add("map", holdings.find)

    def tell_what_values_say(self) -> None:
        """How the history reads what is no plain column."""
        from ponte.core import values
        from ponte.map.queries import parts_as_text
        from ponte.map.queries.stakeholders import name_of_organisation, name_of_person

        values.tell("map.organisation", "shown_to", _("Who sees what"), parts_as_text.levels_as_text)
        values.tell("map.organisation", "joined_with", _("Joined with"), parts_as_text.as_it_stands)
        for part, (label, as_text) in parts_as_text.PARTS.items():
            values.tell("map.organisation", part, label, as_text)
        values.tell("map.stakeholder", "focal_person", _("Focal person of the office"), name_of_person)
        values.tell("map.stakeholder", "organisation", _("In the directory as"), name_of_organisation)

    def tell_what_joins(self) -> None:
        """What goes over when two records become one."""
        from ponte.map.actions import joining
        from ponte.map.lifecycles.joining import register

        for entry in joining.ENTRIES:
            register(entry)

    def open_to_organisations(self) -> None:
        """Organisations come by themselves: the doors for which accounts are opened, letters, and what goes."""
        from ponte.core import chores
        from ponte.core.front import home_figures, home_flows, home_needs, sign_up_doors
        from ponte.core.registries import page_slots, tasks
        from ponte.core.workflow import moved
        from ponte.map import notices
        from ponte.map.actions import claims, members
        from ponte.map.models import Claim, Organisation
        from ponte.map.queries import front
        from ponte.map.queries.deciding import undecided
        from ponte.map.queries.members import first_information

        home_figures.add("map.organisations", front.figures)
        home_flows.add("map.organisations", front.flows)
        home_needs.add("map.organisations", front.needs)
        tasks.add("map.undecided", undecided)
        page_slots.slot("core.desk.panels").add("map/_my_organisations.html", front.my_organisations)
        page_slots.slot("core.home.associations").add("map/_home_register.html", front.registering)
        page_slots.slot("map.organisation.panels").add("map/_intake.html", first_information, kinds=())
        for name in ("register", "claim_new", "claim_by_code"):
            sign_up_doors.add(f"map.{name}", f"map:{name}")
        moved.connect(notices.organisation_moved, sender=Organisation, dispatch_uid="map.organisation")
        moved.connect(notices.claim_moved, sender=Claim, dispatch_uid="map.claim")
        chores.every_hour(claims.tidy)
        chores.every_hour(members.tidy)
