"""What the database itself refuses: approved minutes and what they were written from, and numbers of decisions."""

from typing import Any

from django.db import connections

# Table, columns (none: every column), and when a change of a row is refused.
APPROVED = "EXISTS (SELECT 1 FROM convene_minutes m WHERE m.id = OLD.minutes_id AND m.state = 'approved')"
GUARDED = {
    "minutes_stay": ("convene_minutes", "", "OLD.state = 'approved'"),
    "paper_stays": ("convene_frozenpaper", "", "1 = 1"),
    "note_stays": ("convene_note", "minutes_id, key, heading, text, version", APPROVED),
    "amendment_stays": ("convene_amendment", "minutes_id, note_id, paragraph, text, state, answer", APPROVED),
    "decision_number_stays": (
        "convene_decision",
        "table_id, year, number, taken_on",
        "OLD.number IS NOT NULL",
    ),
}
WORDS = "What was approved or numbered does not change any more."


def guard(using: str = "default", **_signal: Any) -> None:
    """Put the triggers up, after every migration; they are the same each time."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, (table, columns, when) in GUARDED.items():
            if table in present:
                for statement in statements(connection.vendor, name, (table, columns, when)):
                    cursor.execute(statement)


def statements(vendor: str, name: str, guarded: tuple[str, str, str]) -> list[str]:
    """The trigger as SQLite or PostgreSQL writes it."""
    table, columns, when = guarded
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    names = [name.strip() for name in columns.split(",") if name.strip()]
    if names:  # a save writes every column, also those that stay
        when += f" AND ({' OR '.join(f'OLD.{name} {differs} NEW.{name}' for name in names)})"
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {name}",
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN {when} "
            f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END",
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF {when} THEN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'check_violation'; END IF; "
        f"RETURN NEW; END $$",
        f"DROP TRIGGER IF EXISTS {name} ON {table}",
        f"CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
    ]
