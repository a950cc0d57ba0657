"""Invented organisations for measuring: the same ones every time."""

from random import Random

from ponte.map.models import Organisation

WORDS = """
Amici Associazione Comunità Casa Cultura Donne Futuro Giovani Insieme Integrazione Lavoro Lingua Mondo Musica
Pace Ponte Progetto Salute Scuola Solidarietà Speranza Sviluppo Terra Unione Voce Asociación Hermandad Спілка
Громада Дім جمعية أصدقاء بيت شباب 協会 Ubuntu Teranga Jamaa Umoja Nouvelle Maison Entraide Femmes Diaspora
""".split()  # noqa: SIM905 - a list of words reads better so
TOGETHER = 5_000


def load(until: int) -> None:
    """Fill the directory up to this many."""
    random = Random(7)  # noqa: S311
    there = Organisation.objects.count()
    names = [" ".join(random.sample(WORDS, 3)) + f" {number}" for number in range(until)][there:]
    Organisation.objects.bulk_create([Organisation(name=name) for name in names], batch_size=TOGETHER)


def searches() -> list[str]:
    """What people type into the search box."""
    return [f"?q={word}" for word in WORDS[:40]]
