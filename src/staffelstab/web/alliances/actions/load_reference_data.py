from __future__ import annotations

from django.db import transaction

from staffelstab.web.alliances.enums import KindList
from staffelstab.web.alliances.models import ActorField, ActorType, NamedKind, Place
from staffelstab.web.alliances.pathway import reference_actors, reference_places, reference_structures

PLACE_FIELDS = (
    "name",
    "short_name",
    "district_key",
    "district_name",
    "population",
    "population_date",
    "latitude",
    "longitude",
)


@transaction.atomic
def load_reference_data() -> None:
    """Bring places, types of actors and kinds to the state of the shipped data. Safe to repeat; deletes nothing."""
    load_actor_types()
    load_named_kinds()
    load_places()


def load_actor_types() -> None:
    taxonomy = reference_actors()
    for position, field in enumerate(taxonomy.fields, start=1):
        ActorField.objects.update_or_create(
            key=field.key,
            defaults={"label_de": field.label.de, "label_en": field.label.en, "position": position},
        )
    for position, actor in enumerate(taxonomy.types, start=1):
        ActorType.objects.update_or_create(
            key=actor.key,
            defaults={
                "field_id": actor.field.key,
                "label_de": actor.label.de,
                "label_en": actor.label.en,
                "seed_count": actor.mentions,
                "is_usual": actor.is_usual,
                "position": position,
            },
        )


def load_named_kinds() -> None:
    known = reference_structures()
    for belongs_to, kinds in (
        (KindList.STRUCTURE, known.structures),
        (KindList.INVOLVEMENT, known.involvement),
    ):
        for position, kind in enumerate(kinds, start=1):
            NamedKind.objects.update_or_create(
                key=kind.key,
                defaults={
                    "belongs_to": belongs_to,
                    "label_de": kind.label.de,
                    "label_en": kind.label.en,
                    "source": kind.source,
                    "position": position,
                },
            )


def load_places(district_key: str | None = None) -> None:
    Place.objects.bulk_create(
        (
            Place(
                ags=place.ags,
                name=place.name,
                short_name=place.name_short,
                district_key=place.district_key,
                district_name=place.district_name,
                population=place.population,
                population_date=place.population_date,
                latitude=place.lat,
                longitude=place.lon,
            )
            for place in reference_places(district_key)
        ),
        update_conflicts=True,
        unique_fields=("ags",),
        update_fields=PLACE_FIELDS,
    )
