"""The lines of the former text field become rows; the reference kinds are there from the start."""

from __future__ import annotations

from typing import Any

from django.db import migrations, models

from staffelstab.web.alliances.pathway import reference_structures

LONGEST_NAME = 300


def lines_become_rows(apps: Any, schema_editor: Any) -> None:
    structure = apps.get_model("alliances", "AttachedStructure")
    for alliance in apps.get_model("alliances", "Alliance").objects.exclude(attached_to=""):
        lines = [line.strip() for line in alliance.attached_to.splitlines() if line.strip()]
        for line in dict.fromkeys(lines):
            note = line if len(line) > LONGEST_NAME else ""
            structure.objects.create(alliance=alliance, name=line[:LONGEST_NAME], note=note)


def rows_become_lines(apps: Any, schema_editor: Any) -> None:
    structure = apps.get_model("alliances", "AttachedStructure")
    for alliance in apps.get_model("alliances", "Alliance").objects.all():
        rows = structure.objects.filter(alliance=alliance).select_related("kind").order_by("pk")
        lines = [
            row.note if row.note.startswith(row.name) and row.name else
            " – ".join(part for part in (row.kind and row.kind.label_de, row.name) if part)
            for row in rows
        ]
        if lines:
            alliance.attached_to, alliance.founding = "\n".join(lines), "attached"
            alliance.save()
    structure.objects.all().delete()


def load_kinds(apps: Any, schema_editor: Any) -> None:
    kind = apps.get_model("alliances", "NamedKind")
    known = reference_structures()
    for belongs_to, entries in (("structure", known.structures), ("involvement", known.involvement)):
        for position, entry in enumerate(entries, start=1):
            kind.objects.create(
                key=entry.key,
                belongs_to=belongs_to,
                label_de=entry.label.de,
                label_en=entry.label.en,
                source=entry.source,
                position=position,
            )


class Migration(migrations.Migration):
    dependencies = (("alliances", "0003_structures"),)

    operations = (
        migrations.RunPython(load_kinds, migrations.RunPython.noop),
        migrations.RunPython(lines_become_rows, rows_become_lines),
        migrations.RemoveConstraint(model_name="alliance", name="alliances_structures_only_when_attached"),
        migrations.RemoveField(model_name="alliance", name="attached_to"),
    )
