"""The words of the map: kinds, sectors, needs, and how sure we are."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What sort of body it is; a group without papers is as welcome as a foundation."""

    ASSOCIATION = "association", _("Association")
    INFORMAL_GROUP = "informal_group", _("Informal group")
    FEDERATION = "federation", _("Federation or umbrella")
    FOUNDATION = "foundation", _("Foundation")
    SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
    COOPERATIVE = "cooperative", _("Cooperative")
    FAITH = "faith", _("Faith community")
    STUDENT = "student", _("Student group")
    PROFESSIONAL = "professional", _("Professional or alumni network")
    MEDIA = "media", _("Media")
    INDIVIDUAL = "individual", _("Community agent (one person)")
    UNKNOWN = "unknown", _("Not known yet")


class Sector(TextChoices):
    """What it works on, in the groups the 2020 report sorts activities into, and what newcomers ask for."""

    INFORMATION = "information_awareness", _("Information and awareness")
    LEGAL = "legal_and_admin_support", _("Papers and legal help")
    HEALTH = "health_services", _("Health")
    PSYCHOSOCIAL = "psychosocial_support", _("Psychosocial support")
    EDUCATION = "education_and_language", _("Education and language")
    WORK = "livelihoods_and_enterprise", _("Work and enterprise")
    TRAINING = "training_and_skills", _("Training and skills")
    HOUSING = "cash_housing_connectivity", _("Cash, housing and internet")
    FOOD = "food_and_relief_items", _("Food and relief items")
    PPE = "ppe", _("Masks and protective equipment")
    MEDICAL = "medical_supplies_equipment", _("Medical supplies")
    LOGISTICS = "logistics_and_volunteering", _("Logistics and volunteering")
    NEEDS = "needs_and_data", _("Needs and data")
    DIGITAL = "digital_tools", _("Digital tools")
    REFERRAL = "referral_and_hotline", _("Hotlines and referral")
    ADVOCACY = "advocacy_and_rights", _("Advocacy and rights")
    COORDINATION = "coordination_and_partnership", _("Coordination and partnership")
    FUNDRAISING = "fundraising", _("Fundraising")
    ACCOUNTABILITY = "accountability", _("Accountability")
    CULTURE = "culture", _("Culture and meeting")
    DEVELOPMENT = "development", _("Development in the country of origin")


class Target(TextChoices):
    """Whom it works with."""

    NEWCOMERS = "newcomers", _("People newly arrived")
    WOMEN = "women", _("Women")
    CHILDREN = "children", _("Children")
    YOUTH = "youth", _("Young people")
    OLDER = "older", _("Older people")
    REFUGEES = "refugees", _("Refugees and asylum seekers")
    WORKERS = "workers", _("Workers")
    STUDENTS = "students", _("Students")
    DISABILITY = "disability", _("People with disabilities")
    FAMILIES = "families", _("Families in the country of origin")
    EVERYBODY = "everybody", _("Everybody")


class Generation(TextChoices):
    """Who leads it."""

    FIRST = "first", _("First generation")
    SECOND = "second", _("Second generation")
    MIXED = "mixed", _("Mixed")


class BudgetBand(TextChoices):
    """What passes through its hands in a year."""

    NONE = "none", _("No budget")
    UP_TO_5K = "5k", _("Up to 5,000 euros")
    UP_TO_25K = "25k", _("5,000 to 25,000 euros")
    UP_TO_100K = "100k", _("25,000 to 100,000 euros")
    UP_TO_500K = "500k", _("100,000 to 500,000 euros")
    MORE = "more", _("More than 500,000 euros")


class Policy(TextChoices):
    """Written rules it has."""

    PSEA = "psea", _("Against sexual exploitation and abuse")
    SAFEGUARDING = "safeguarding", _("Protection of children and adults at risk")
    ANTI_FRAUD = "anti_fraud", _("Against fraud")
    DATA_PROTECTION = "data_protection", _("Data protection")
    CONFLICT = "conflict", _("Conflict of interest")


class Willing(TextChoices):
    """What it would do with others."""

    COORDINATE = "coordinate", _("Take part in coordination")
    RECEIVE_FUNDS = "receive_funds", _("Receive funds")
    HOST = "host", _("Host meetings")
    SPEAK = "speak", _("Speak for a community")
    MENTOR = "mentor", _("Advise other groups")


class Channel(TextChoices):
    """How it likes to be reached."""

    PHONE = "phone", _("Telephone")
    WHATSAPP = "whatsapp", "WhatsApp"
    TELEGRAM = "telegram", "Telegram"
    SIGNAL = "signal", "Signal"
    EMAIL = "email", _("E-mail")
    FACEBOOK = "facebook", "Facebook"
    IN_PERSON = "in_person", _("In person")
    POST = "post", _("By post")


class Need(TextChoices):
    """What would help it."""

    TRAINING = "training", _("Training")
    SPACE = "space", _("A space to meet")
    RECOGNITION = "recognition", _("Legal recognition")
    VISIBILITY = "visibility", _("Being known")
    FUNDS = "funds", _("Funds")
    NETWORKING = "networking", _("Meeting others")
    ADVOCACY = "advocacy", _("A voice with institutions")
    LEGAL_BRIEFING = "legal_briefing", _("News of the law")


class Consent(TextChoices):
    """How it agreed to be in the register."""

    NOT_ASKED = "not_asked", _("Not asked yet")
    PUBLIC_SOURCE = "public_source", _("Not asked: taken from a public source")
    ORAL = "oral", _("Agreed by word of mouth")
    WRITTEN = "written", _("Agreed in writing")
    WITHDRAWN = "withdrawn", _("Does not want to be listed")


class Visibility(TextChoices):
    """Who may see the record."""

    PUBLIC = "public", _("Everybody")
    MEMBERS = "members", _("People who signed in")
    OFFICE = "office", _("Only the office")


class Closeness(TextChoices):
    """How exactly people outside see where a body is; the finest they may see, never finer than it is known."""

    ADDRESS = "address", _("The address")
    CITY = "city", _("The town")
    AREA = "area", _("About 50 kilometres around")
    COUNTRY = "country", _("The country only")


class State(TextChoices):
    """How sure the office is of the record."""

    PROPOSED = "proposed", _("Waits for the office")
    DECLARED = "declared", _("Not verified yet")
    CHECKED = "checked", _("Documents checked")
    VERIFIED = "verified", _("Verified")
    SUSPENDED = "suspended", _("Suspended")
    DISSOLVED = "dissolved", _("Does not exist any more")
    WITHDRAWN = "withdrawn", _("Taken off at its own wish")
    REMOVED = "removed", _("Taken off the register")
    MERGED = "merged", _("Joined with another record")


# Whatever its visibility says, only the office and its own people see a record in one of these.
UNLISTED = frozenset({State.PROPOSED, State.SUSPENDED, State.WITHDRAWN, State.REMOVED, State.MERGED})

# Records that somebody has to look at once a year, or they say that they may be out of date.
KEPT_FRESH = frozenset({State.DECLARED, State.CHECKED, State.VERIFIED})


class PairState(TextChoices):
    """What was decided about two records that may be the same."""

    OPEN = "open", _("To decide")
    MERGED = "merged", _("Joined")
    DIFFERENT = "different", _("Not the same")


class MemberRole(TextChoices):
    """What somebody may do for an organisation; an owner may do all of it."""

    OWNER = "owner", _("Answers for the record, and invites others")
    EDITOR = "editor", _("Edits the record")
    FINANCE = "finance", _("Follows the money")
    READER = "reader", _("Reads")


class NameKind(TextChoices):
    """What a name is."""

    LEGAL = "legal", _("Official name")
    OTHER = "other", _("In another language or script")
    ACRONYM = "acronym", _("Acronym")
    FORMER = "former", _("Former name")


class PlaceRole(TextChoices):
    """What a place is to an organisation."""

    ORIGIN = "origin", pgettext_lazy("place of an organisation", "Roots in")
    RESIDENCE = "residence", pgettext_lazy("place of an organisation", "Based in")
    ACTIVITY = "activity", pgettext_lazy("place of an organisation", "Active in")


class Position(TextChoices):
    """What somebody is in an organisation."""

    PRESIDENT = "president", _("President")
    DEPUTY = "deputy", _("Deputy")
    SECRETARY = "secretary", _("Secretary")
    TREASURER = "treasurer", _("Treasurer")
    COORDINATOR = "coordinator", _("Coordinator")
    CONTACT = "contact", _("Person who answers")


class ContactKind(TextChoices):
    """A way to reach an organisation."""

    WEBSITE = "website", _("Website")
    EMAIL = "email", _("E-mail")
    PHONE = "phone", _("Telephone")
    WHATSAPP = "whatsapp", "WhatsApp"
    FACEBOOK = "facebook", "Facebook"
    INSTAGRAM = "instagram", "Instagram"
    OTHER = "other", _("Another way")


class StakeholderKind(TextChoices):
    """What sort of actor the office reckons with."""

    MINISTRY = "ministry", _("Ministry or national authority")
    LOCAL_AUTHORITY = "local_authority", _("City, province or region")
    EMBASSY = "embassy", _("Embassy or consulate")
    INTERNATIONAL = "international", _("International organisation")
    DONOR = "donor", _("Donor or foundation")
    NGO = "ngo", _("Non-governmental organisation")
    MEDIA = "media", _("Media")
    FAITH = "faith", _("Faith body")
    UNIVERSITY = "university", _("University or research")
    BUSINESS = "business", _("Company or chamber of commerce")
    PERSON = "person", _("Influential person")
    OTHER = "other", _("Other")


class Weight(IntegerChoices):
    """How much, in three steps: finer scales pretend to know more than anybody does."""

    LOW = 1, _("Low")
    MEDIUM = 2, _("Medium")
    HIGH = 3, _("High")


class Encounter(TextChoices):
    """How the office met a stakeholder."""

    MEETING = "meeting", _("Meeting")
    CALL = "call", _("Telephone or video call")
    LETTER = "letter", _("Letter or e-mail")
    EVENT = "event", _("Event")
    VISIT = "visit", _("Visit")
    OTHER = "other", _("Other")


class DocumentKind(TextChoices):
    """What a paper is."""

    STATUTE = "statute", _("Statute")
    REGISTRATION = "registration", _("Certificate of registration")
    MINUTES = "minutes", _("Minutes of an assembly")
    ACCOUNTS = "accounts", _("Accounts of a year")
    POLICY = "policy", _("Written rule")
    OTHER = "other", _("Another paper")
