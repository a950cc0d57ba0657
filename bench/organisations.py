"""Invented organisations for measuring: the same ones every time, brought in by the product's own importer."""

import csv
import tempfile
from pathlib import Path
from random import Random

from django.core.management import call_command

from ponte.core import places
from ponte.map.models import Organisation
from ponte.map.models.vocabulary import Kind, Sector

WORDS = """
Amici Associazione Comunità Casa Cultura Donne Futuro Giovani Insieme Integrazione Lavoro Lingua Mondo Musica
Pace Ponte Progetto Salute Scuola Solidarietà Speranza Sviluppo Terra Unione Voce Asociación Hermandad Спілка
Громада Дім جمعية أصدقاء بيت شباب 協会 Ubuntu Teranga Jamaa Umoja Nouvelle Maison Entraide Femmes Diaspora
""".split()  # noqa: SIM905 - a list of words reads better so
SYLLABLES = "ba ko ri ma ti la ne so du gen mar tel vi san fo ra mi len do pa".split()  # noqa: SIM905
LANGUAGES = ("it", "fr", "ar", "uk", "es", "bn", "ti", "sq", "wo", "zh")
HEADER = (
    "name",
    "other_names",
    "kind",
    "country_of_origin",
    "country_of_residence",
    "active_in",
    "sectors",
    "languages",
)
FILTERS = (
    "?country_of_origin=SEN",
    "?country_of_origin=002&sector=health_services",
    "?sector=fundraising&sector=health_services&language=ar",
    "?kind=informal_group&sort=changed",
    "?active_in=150&q=associazione",
)


def row_of(number: int, random: Random) -> list[str]:
    """One organisation as a row; frequent countries are far more frequent than rare ones, as in life."""
    codes = places.countries()
    frequent = [codes[int(random.paretovariate(0.6)) * 7 % len(codes)] for _ in range(3)]
    own = "".join(random.choices(SYLLABLES, k=3)).capitalize()
    return [
        " ".join([*random.sample(WORDS, 2), own, str(number)]),
        f"{random.choice(WORDS)} {own}" if random.random() < 0.4 else "",
        random.choice(Kind.values),
        ";".join(frequent[: random.randint(1, 2)]),
        random.choice(("ITA", "ITA", "ITA", "FRA", "ESP", frequent[2])),
        ";".join(frequent[:1]),
        ";".join(random.sample(Sector.values, random.randint(1, 4))),
        ";".join(random.sample(LANGUAGES, random.randint(1, 3))),
    ]


def load(until: int) -> None:
    """Fill the directory up to this many."""
    there = Organisation.objects.count()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "list.csv"
        with file.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines)
            writer.writerow(HEADER)
            random = Random(7 + there)  # noqa: S311
            writer.writerows(row_of(number, random) for number in range(there, until))
        call_command("import_organisations", str(file), visibility="public")


def searches() -> list[str]:
    """What people type into the search box: whole words, beginnings, two words."""
    whole = [f"?q={word}" for word in WORDS[:20]]
    return (
        whole
        + [f"?q={word[:3]}" for word in WORDS[20:30]]
        + [f"?q={a}+{b[:4]}" for a, b in zip(WORDS, WORDS[9:], strict=False)][:10]
    )


def filtered() -> list[str]:
    """What people choose in the filters."""
    return list(FILTERS)
