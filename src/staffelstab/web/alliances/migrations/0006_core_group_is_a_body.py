"""The mark "member of the core group" becomes a seat in that body, the one contact becomes the first of several."""

from __future__ import annotations

from typing import Any

from django.db import migrations

NAME = "Bündnis-Kerngruppe"


def marks_become_seats(apps: Any, schema_editor: Any) -> None:
    participation = apps.get_model("alliances", "Participation")
    for alliance in apps.get_model("alliances", "Alliance").objects.all():
        rows = participation.objects.filter(alliance=alliance)
        _found_core_group(apps, alliance, rows.filter(in_core_group=True).order_by("since", "pk"))
        for row in rows.exclude(contact_function=""):
            apps.get_model("alliances", "Contact").objects.create(
                alliance=alliance,
                organisation_id=row.organisation_id,
                function=row.contact_function,
                valid_from=row.since,
                valid_to=row.until,
            )


def _found_core_group(apps: Any, alliance: Any, members: Any) -> None:
    """It exists since its first member; whether somebody has a vote was never recorded."""
    if not members:
        return
    body = apps.get_model("alliances", "Body").objects.create(
        alliance=alliance, kind="core_group", name=NAME, valid_from=members[0].since
    )
    for row in members:
        apps.get_model("alliances", "Seat").objects.create(
            alliance=alliance,
            body=body,
            organisation_id=row.organisation_id,
            vote="unknown",
            valid_from=row.since,
            valid_to=row.until,
        )


def seats_become_marks(apps: Any, schema_editor: Any) -> None:
    seats = apps.get_model("alliances", "Seat").objects.filter(body__kind="core_group")
    contacts = apps.get_model("alliances", "Contact").objects.order_by("valid_from", "pk")
    for row in apps.get_model("alliances", "Participation").objects.all():
        whose = {"alliance_id": row.alliance_id, "organisation_id": row.organisation_id}
        first = contacts.filter(**whose, valid_from__gte=row.since).first()
        row.in_core_group = seats.filter(**whose, valid_from__gte=row.since).exists()
        row.contact_function = first.function if first else ""
        row.save()


class Migration(migrations.Migration):
    dependencies = (("alliances", "0005_contacts_and_bodies"),)

    operations = (
        migrations.RunPython(marks_become_seats, seats_become_marks),
        migrations.RemoveField(model_name="participation", name="in_core_group"),
        migrations.RemoveField(model_name="participation", name="contact_function"),
    )
