"""An invented register of organisations in six scripts, and messy lists about it of which the truth is known.

`register(count, seed)` gives rows as a list to be brought in has them; `noisy(register, count, seed)` gives other
people's rows with the place in the register of the organisation meant, or None when it is not there.
The same seed gives the same rows.
"""

from collections.abc import Iterator, Sequence
from random import Random

from bench.scripts import LATIN, SCRIPTS, Script, Word
from ponte.map.models.vocabulary import Kind, Sector

Row = dict[str, str]
HEADER = """
name other_names kind country_of_origin country_of_residence town active_in sectors languages
website email note
""".split()  # noqa: SIM905 - a list of words reads better so
# Forms and their short ways, as lists really have them.
FORMS = {
    "Associazione": ("Ass.", "Assoc.", "A.P.S.", ""),
    "Comunità": ("Com.", "Comm.", ""),
    "Association": ("Assoc.", "Ass.", "Asso", ""),
    "Asociación": ("Asoc.", "As.", ""),
    "Federazione": ("Fed.", ""),
    "Cooperativa": ("Coop.", ""),
    "Unione": ("Un.", ""),
    "Centro": ("C.", ""),
}
SUFFIXES = ("ONLUS", "APS", "ODV", "ETS", "e.V.", "asbl", "OdV-ETS")
THEMES = """
Donne Giovani Cultura Lavoro Salute Scuola Solidarietà Sviluppo Integrazione Musica Futuro Insieme
Femmes Jeunes Entraide Santé Culture Mujeres Jóvenes Trabajo Women Youth Health Business Students
Families Parents Sport
""".split()  # noqa: SIM905 - a list of words reads better so
CITIES = {
    "ITA": ["Torino", "Milano", "Roma", "Napoli", "Genova", "Bologna", "Firenze", "Palermo"],
    "FRA": ["Paris", "Lyon", "Marseille", "Lille", "Toulouse", "Nantes"],
    "ESP": ["Madrid", "Barcelona", "Valencia", "Sevilla", "Bilbao"],
    "DEU": ["Berlin", "Hamburg", "Frankfurt", "Köln"],
    "GBR": ["London", "Manchester", "Birmingham", "Leeds"],
    "BEL": ["Bruxelles", "Antwerpen", "Liège"],
}
COUNTRIES = ("ITA", "ITA", "ITA", "ITA", "FRA", "ESP", "DEU", "GBR", "BEL")
WEIGHTS = (45, 12, 18, 8, 9, 8)  # of the scripts, in their order
LETTERS = "abcdefghilmnoprstuvz"


def rank(random: Random, length: int) -> int:
    """A place in a list; the first are far more frequent than the last, as in life."""
    return min(int(random.paretovariate(0.9)) - 1, 10**6) * 7 % length


def own_name(random: Random, script: Script) -> Word:
    """A name of two to four syllables, in its own script and in two romanisations."""
    parts = random.choices(script.syllables, k=random.randint(2, 4))
    own, one, other = ("".join(part[way] for part in parts) for way in range(3))
    return own, one.capitalize(), other.capitalize()


def named(random: Random, script: Script) -> tuple[str, str, str]:
    """(name in Latin letters, name in its own script or nothing, that name as somebody else writes it in Latin)."""
    word, own = script.words[rank(random, len(script.words))], own_name(random, script)
    form = random.choice(list(FORMS)) if random.random() < 0.6 else ""
    theme = THEMES[rank(random, len(THEMES))] if random.random() < 0.6 else ""
    latin = " ".join(part for part in (form, theme, word[1], own[1]) if part)
    if script is LATIN:
        return latin, "", ""
    return latin, script.joint.join((word[0], own[0])), f"{word[2]} {own[2]}"


def rows(seed: int) -> Iterator[tuple[Row, str]]:
    """Organisations without end, no two of one name, each with the other romanisation of its native name."""
    random = Random(seed)  # noqa: S311
    seen: set[str] = set()
    while True:
        script = random.choices(SCRIPTS, WEIGHTS)[0]
        name, native, elsewhere = named(random, script)
        row = described(random, script, name, native)
        if name.casefold() not in seen:
            seen.add(name.casefold())
            yield row, elsewhere


def described(random: Random, script: Script, name: str, native: str) -> Row:
    """The other columns of an organisation."""
    country, origin = random.choice(COUNTRIES), script.origins[rank(random, len(script.origins))]
    site = "".join(letter for letter in name.lower() if letter.isascii() and letter.isalnum())
    return {
        "name": name,
        "other_names": native,
        "kind": Kind.values[rank(random, len(Kind.values))],
        "country_of_origin": origin if random.random() < 0.8 else f"{origin};{random.choice(script.origins)}",
        "country_of_residence": country,
        "town": CITIES[country][rank(random, len(CITIES[country]))],
        "active_in": origin if random.random() < 0.5 else "",
        "sectors": ";".join(random.sample(Sector.values, random.randint(1, 4))),
        "languages": ";".join(dict.fromkeys((script.language, random.choice(("it", "fr", "es", "en"))))),
        "website": f"https://{site}.example" if random.random() < 0.4 else "",
        "email": f"info@{site}.example" if random.random() < 0.3 else "",
        "note": f"Activity of {name}" if random.random() < 0.2 else "",
    }


def register(count: int, seed: int = 7) -> list[Row]:
    """So many organisations."""
    return [row for row, _elsewhere in pairs(count, seed)]


def pairs(count: int, seed: int) -> Iterator[tuple[Row, str]]:
    """The rows of the register with the other romanisation."""
    return (pair for pair, _place in zip(rows(seed), range(count), strict=False))


def noisy(
    known: Sequence[Row], count: int, seed: int = 11, *, of_seed: int = 7
) -> list[tuple[Row, int | None]]:
    """Other people's rows about the register made with `of_seed`: 60 in 100 mean one of it, the others nobody."""
    random = Random(seed)  # noqa: S311
    elsewhere = [other for _row, other in pairs(len(known), of_seed)]
    names = {row["name"].casefold() for row in known}
    strangers = (row for row, _other in rows(seed + 1_000_003) if row["name"].casefold() not in names)
    found: list[tuple[Row, int | None]] = []
    for _place in range(count):
        if random.random() < 0.6:
            index = random.randrange(len(known))
            found.append((messy(random, known[index], elsewhere[index]), index))
        else:
            found.append((messy(random, next(strangers), ""), None))
    return found


def messy(random: Random, row: Row, elsewhere: str) -> Row:
    """A row as somebody else would have written it, from memory or from another list."""
    transliterated = elsewhere and random.random() < 0.2
    name = elsewhere if transliterated else row["name"]
    for change, chance in (
        (shortened, 0.3),
        (dropped, 0.15),
        (reordered, 0.15),
        (mistyped, 0.35),
        (suffixed, 0.3),
    ):
        if random.random() < chance:
            name = change(random, name)
    town, luck = row["town"], random.random()
    if luck < 0.15:
        town = ""
    elif luck < 0.2:
        town = random.choice(CITIES[row["country_of_residence"]])
    kept = {key: row[key] for key in ("country_of_origin", "country_of_residence", "sectors")}
    return dict.fromkeys(HEADER, "") | kept | {"name": name, "town": town}


def shortened(random: Random, name: str) -> str:
    """The form of the organisation abbreviated or left out."""
    words = [random.choice(FORMS[word]) if word in FORMS else word for word in name.split()]
    return " ".join(word for word in words if word) or name


def dropped(random: Random, name: str) -> str:
    """One word less, never the last: it is the only one that tells two organisations apart."""
    words = name.split()
    if len(words) > 2:
        del words[random.randrange(len(words) - 1)]
    return " ".join(words)


def reordered(random: Random, name: str) -> str:
    """Two neighbours in the other order."""
    words = name.split()
    if len(words) > 1:
        at = random.randrange(len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def mistyped(random: Random, name: str) -> str:
    """One letter too many, too few, another, or two swapped."""
    at, letter = random.randrange(len(name)), random.choice(LETTERS)
    changes = (
        name[:at] + letter + name[at:],
        name[:at] + name[at + 1 :],
        name[:at] + letter + name[at + 1 :],
        name[:at] + name[at : at + 2][::-1] + name[at + 2 :],
    )
    return random.choice(changes).strip() or name


def suffixed(random: Random, name: str) -> str:
    """A legal form behind the name."""
    return f"{name} {random.choice(SUFFIXES)}"
