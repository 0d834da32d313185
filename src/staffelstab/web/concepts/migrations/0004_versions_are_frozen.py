"""The database itself refuses to change what was presented and what was decided."""

from django.db import migrations

FROZEN = ("concept_id", "number", "revision", "title", "content", "digest", "note", '"by"', "presented_on")
RESOLUTION = ("decided_on", "resolution_body", "resolution_text")
ORDER = "CASE {row}.state WHEN 'presented' THEN 1 WHEN 'discussed' THEN 2 WHEN 'decided' THEN 3 WHEN 'in_force' THEN 4 ELSE 5 END"


def refusals(differs):
    """Condition → sentence."""
    content = " OR ".join(differs(name) for name in FROZEN)
    resolution = " OR ".join(differs(name) for name in RESOLUTION)
    binding = "OLD.state IN ('decided', 'in_force', 'superseded')"
    back = f"{ORDER.format(row='NEW')} < {ORDER.format(row='OLD')}"
    return (
        (content, "concepts: what was presented is never changed"),
        (f"{binding} AND ({resolution})", "concepts: what was decided is never changed"),
        (back, "concepts: a version never goes back"),
    )


def sqlite():
    for number, (condition, sentence) in enumerate(
        refusals(lambda name: f"NEW.{name} IS NOT OLD.{name}"), 1
    ):
        yield f"""CREATE TRIGGER concepts_version_frozen_{number} BEFORE UPDATE ON concepts_version
        WHEN {condition} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"""
    yield """CREATE TRIGGER concepts_version_refuses_delete BEFORE DELETE ON concepts_version
    BEGIN SELECT RAISE(ABORT, 'concepts: versions are never deleted'); END"""


def sqlite_back():
    for name in ("frozen_1", "frozen_2", "frozen_3", "refuses_delete"):
        yield f"DROP TRIGGER concepts_version_{name}"


def postgresql():
    checks = "\n".join(
        f"IF ({condition}) THEN RAISE EXCEPTION '{sentence}'; END IF;"
        for condition, sentence in refusals(lambda name: f"NEW.{name} IS DISTINCT FROM OLD.{name}")
    )
    yield f"""CREATE FUNCTION concepts_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {checks} RETURN NEW; END $$"""
    yield """CREATE FUNCTION concepts_version_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'concepts: versions are never deleted'; END $$"""
    yield """CREATE TRIGGER concepts_version_frozen BEFORE UPDATE ON concepts_version
    FOR EACH ROW EXECUTE FUNCTION concepts_version_frozen()"""
    yield """CREATE TRIGGER concepts_version_kept BEFORE DELETE ON concepts_version
    FOR EACH ROW EXECUTE FUNCTION concepts_version_kept()"""


def postgresql_back():
    for name in ("frozen", "kept"):
        yield f"DROP TRIGGER concepts_version_{name} ON concepts_version"
        yield f"DROP FUNCTION concepts_version_{name}()"


def close(apps, schema_editor):
    statements = postgresql() if schema_editor.connection.vendor == "postgresql" else sqlite()
    for statement in statements:
        schema_editor.execute(statement)


def open_again(apps, schema_editor):
    statements = postgresql_back() if schema_editor.connection.vendor == "postgresql" else sqlite_back()
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("concepts", "0003_versions_and_variants")]

    operations = [migrations.RunPython(close, open_again)]
