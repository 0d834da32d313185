"""The database itself refuses to change or delete what was written."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER journal_entry_refuses_update BEFORE UPDATE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'journal: entries are never changed'); END""",
    """CREATE TRIGGER journal_entry_refuses_delete BEFORE DELETE ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'journal: entries are never deleted'); END""",
]
SQLITE_BACK = [
    "DROP TRIGGER journal_entry_refuses_update",
    "DROP TRIGGER journal_entry_refuses_delete",
]
POSTGRESQL = [
    """CREATE FUNCTION journal_entry_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'journal: entries are never changed or deleted'; END $$""",
    """CREATE TRIGGER journal_entry_refuses_change BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_entry_refuses()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER journal_entry_refuses_change ON journal_entry",
    "DROP FUNCTION journal_entry_refuses()",
]


def close(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def open_again(apps, schema_editor):
    for statement in POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(close, open_again)]
