"""What stands around the concept: places, organisations, funding, profiles, needs, settings."""

from __future__ import annotations

from typing import Any

from staffelstab.engine.errors import Path
from staffelstab.engine.files import scalars
from staffelstab.engine.files.entry import Entry, read_list
from staffelstab.engine.files.parts.conditions import condition_of, condition_to_document
from staffelstab.engine.files.parts.plain import period_to_document, unless, without_defaults
from staffelstab.engine.files.problems import ProblemList, shown
from staffelstab.engine.model import (
    Agreement,
    Funding,
    Need,
    Organisation,
    Place,
    ProfileSpace,
    Scales,
    Settings,
)

PLACE_KEYS = ("key", "name", "population", "latitude", "longitude")
ORGANISATION_KEYS = ("key", "name", "type")
AGREEMENT_KEYS = ("key", "title", "organisations", "valid_from", "valid_to", "note")
FUNDING_KEYS = ("key", "name", "valid_from", "valid_to", "is_programme", "is_public")
NEED_KEYS = ("key", "when", "places", "persons", "method", "source", "date")
LONGEST_HORIZON = 360


def read_place(entry: Entry) -> Place:
    return Place(
        key=entry.key(),
        name=entry.filled_text("name"),
        population=entry.whole("population", maximum=scalars.MOST_PERSONS),
        latitude=entry.number("latitude", -90, 90),
        longitude=entry.number("longitude", -180, 180),
    )


def place_to_document(place: Place) -> dict[str, Any]:
    return without_defaults(**{name: getattr(place, name) for name in PLACE_KEYS})


def read_organisation(entry: Entry) -> Organisation:
    return Organisation(entry.key(), entry.filled_text("name"), entry.text("type"))


def organisation_to_document(organisation: Organisation) -> dict[str, Any]:
    return without_defaults(key=organisation.key, name=organisation.name, type=organisation.type)


def read_agreement(entry: Entry) -> Agreement:
    parties = entry.keys("organisations")
    return Agreement(entry.key(), entry.filled_text("title"), parties, entry.period(), entry.text("note"))


def agreement_to_document(agreement: Agreement) -> dict[str, Any]:
    return without_defaults(
        key=agreement.key,
        title=agreement.title,
        organisations=list(agreement.parties),
        **period_to_document(agreement.period),
        note=agreement.note,
    )


def read_funding(entry: Entry) -> Funding:
    is_public = entry.read("is_public", scalars.read_flag)
    return Funding(
        entry.key(),
        entry.filled_text("name"),
        entry.period(),
        entry.flag("is_programme"),
        is_public=is_public is not False,
    )


def funding_to_document(funding: Funding) -> dict[str, Any]:
    period = period_to_document(funding.period)
    document = without_defaults(
        key=funding.key, name=funding.name, **period, is_programme=funding.is_programme
    )
    return document if funding.is_public else {**document, "is_public": False}


def read_profiles(entry: Entry) -> ProfileSpace:
    values, clocks, same_as = entry.table("values"), entry.table("clocks"), entry.table("same_as")
    months = {name: clocks.optional_list(name, scalars.read_whole) for name in clocks.fields()}
    others = {name: same_as.reference(name) for name in same_as.fields()}
    return ProfileSpace(
        values={name: values.read(name, _read_value_or_list) or () for name in values.fields()},
        clocks={name: listed or () for name, listed in months.items()},
        same_as={name: other for name, other in others.items() if other},
    )


def _read_value_or_list(value: object, path: Path, problems: ProblemList) -> tuple[str, ...] | None:
    return read_list([value] if isinstance(value, str) else value, path, problems, scalars.read_key)


def profiles_to_document(profiles: ProfileSpace) -> dict[str, Any]:
    return without_defaults(
        values={name: list(values) for name, values in profiles.values.items()},
        clocks={name: list(months) for name, months in profiles.clocks.items()},
        same_as=dict(profiles.same_as),
    )


def read_need(entry: Entry, scales: Scales) -> Need:
    minimum, maximum = entry.read("persons", _read_persons) or (None, None)
    return Need(
        key=entry.key(),
        when=condition_of(entry, "when", scales),
        places=entry.optional_list("places", scalars.read_key),
        minimum=minimum,
        maximum=maximum,
        method=entry.text("method"),
        source=entry.text("source"),
        date=entry.date("date"),
    )


def _read_persons(value: object, path: Path, problems: ProblemList) -> tuple[int | None, int | None] | None:
    if isinstance(value, dict):
        entry = Entry(value, path, problems, ("at_least", "at_most"))
        most = scalars.MOST_PERSONS
        return entry.whole("at_least", maximum=most), entry.whole("at_most", maximum=most)
    if isinstance(value, bool) or not isinstance(value, int):
        problems.report("wrong-type", path, expected="number-or-table", found=shown(value))
        return None
    number = scalars.read_whole(value, path, problems, maximum=scalars.MOST_PERSONS)
    return number, number


def need_to_document(need: Need, scales: Scales | None = None) -> dict[str, Any]:
    document = without_defaults(key=need.key, when=condition_to_document(need.when, scales))
    if need.places is not None:
        document["places"] = list(need.places)
    document |= without_defaults(
        persons=_persons_to_document(need), method=need.method, source=need.source, date=need.date
    )
    return document


def _persons_to_document(need: Need) -> int | dict[str, int] | None:
    if need.minimum == need.maximum:
        return need.minimum
    return without_defaults(at_least=need.minimum, at_most=need.maximum)


SETTINGS = ("horizon_months", "waiting_months", "most_measures", "single_point_persons")


def read_settings(entry: Entry) -> Settings:
    default = Settings()
    horizon = entry.whole("horizon_months", 1, LONGEST_HORIZON)
    waiting = entry.whole("waiting_months", 0, LONGEST_HORIZON)
    measures = entry.whole("most_measures", 0, 100)
    persons = entry.whole("single_point_persons", 0, scalars.MOST_PERSONS)
    return Settings(
        default.horizon_months if horizon is None else horizon,
        default.waiting_months if waiting is None else waiting,
        default.most_measures if measures is None else measures,
        default.single_point_persons if persons is None else persons,
    )


def settings_to_document(settings: Settings) -> dict[str, Any]:
    default = Settings()
    return without_defaults(**{n: unless(getattr(settings, n), getattr(default, n)) for n in SETTINGS})
