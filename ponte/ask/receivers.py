"""What the database itself keeps: a published version does not change."""

from typing import Any

from django.db import connections

TABLE = "ask_version"
WORDS = "A published version never changes."
ON_SQLITE = f"""
CREATE TRIGGER IF NOT EXISTS ask_version_lasts BEFORE UPDATE ON {TABLE}
WHEN OLD.state <> 'draft' AND (
  NEW.state = 'draft' OR NEW.document IS NOT OLD.document OR NEW.document_hash IS NOT OLD.document_hash
  OR NEW.number <> OLD.number OR NEW.questionnaire_id <> OLD.questionnaire_id
) BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"""
ON_POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION ask_version_lasts() RETURNS trigger AS $lasts$
BEGIN
  IF OLD.state <> 'draft' AND (
    NEW.state = 'draft' OR NEW.document IS DISTINCT FROM OLD.document
    OR NEW.document_hash IS DISTINCT FROM OLD.document_hash
    OR NEW.number <> OLD.number OR NEW.questionnaire_id <> OLD.questionnaire_id
  ) THEN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END; $lasts$ LANGUAGE plpgsql;
DROP TRIGGER IF EXISTS ask_version_lasts ON {TABLE};
CREATE TRIGGER ask_version_lasts BEFORE UPDATE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION ask_version_lasts();"""


def keep_published_versions(*, using: str, **_signal: Any) -> None:
    """Put the trigger there, after the tables."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        cursor.execute(ON_SQLITE if connection.vendor == "sqlite" else ON_POSTGRESQL)
