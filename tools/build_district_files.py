"""Build the districts that come with the program from the catalogue and the overlays beside this file.

`python tools/build_district_files.py` writes them, with `--check` it only says whether they are up to date.
Nothing depends on the day or the machine: the same catalogue and overlays give the same files.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from staffelstab.engine.files import from_document, offer_to_document, to_document, write_yaml
from staffelstab.engine.model import Concept, Offer, Pathway
from staffelstab.programmes import catalogue, territories
from staffelstab.programmes.catalogue import CatalogueEntry
from staffelstab.programmes.districts import FOLDER, LANGUAGES, file_of

OVERLAYS = Path(__file__).parent / "district_overlays"
FROM_OVERLAY = ("notes", "sources", "organisations", "agreements", "fundings", "needs", "settings")
LABELS = ("title", "label")
HELPERS = ("catalogue", "is_entry", "lasts_until")
Document = dict[str, Any]


def built_files() -> dict[Path, str]:
    """Every file that should exist, with its content."""
    found = {}
    for overlay in sorted(OVERLAYS.glob("*.yaml")):
        plan = yaml.safe_load(overlay.read_text(encoding="utf-8"))
        for language in LANGUAGES:
            found[file_of(overlay.stem, language)] = write_yaml(build(plan, language))
    return found


def build(plan: Document, language: str) -> Pathway:
    """The pathway of one overlay in one language."""
    said = in_language(plan, language)
    stations = [*said.get("stations", ()), *_stations_from_catalogue(said, language)]
    concept = dict(said["concept"])
    concept["stations"] = [station["key"] for station in stations]
    concept["entry_points"] = [station["key"] for station in stations if station.get("is_entry")]
    by_hand = concept.get("transitions", [])
    concept["transitions"] = [*by_hand, *_transitions_from_catalogue(said, stations, by_hand, language)]
    return from_document(
        {
            **_frame(plan),
            **{key: said[key] for key in FROM_OVERLAY if key in said},
            "title": plan["title"][language],
            "date": said["date"],
            "places": said["places"] if "places" in said else _places(said["district"]),
            "offers": [_offer(station, said, language) for station in stations],
            "concept": concept,
        }
    )


def in_language(value: Any, language: str, name: str = "") -> Any:
    """Texts in both languages become one; only titles and labels keep both, but for the titles of agreements."""
    if isinstance(value, Mapping):
        if set(value) == set(LANGUAGES) and name not in LABELS:
            return value[language]
        return {key: in_language(item, language, key) for key, item in value.items()}
    if name == "agreements":
        return [{key: in_language(item, language) for key, item in one.items()} for one in value]
    if isinstance(value, list):
        return [in_language(item, language) for item in value]
    return value


def _frame(plan: Document) -> Document:
    """Format, scales, clocks and profiles, the latter narrowed as the overlay says."""
    empty = Pathway("", catalogue.scales(), (), Concept(), profiles=catalogue.profile_space())
    frame = to_document(empty)
    for part, narrower in plan.get("profiles", {}).items():
        frame["profiles"][part] |= narrower
    return {key: frame[key] for key in ("format", "version", "attributes", "clocks", "profiles")}


def _places(district: str) -> list[Document]:
    return [
        {
            "key": place.ags,
            "name": place.name_short,
            "population": place.population,
            "latitude": place.lat,
            "longitude": place.lon,
        }
        for place in territories.municipalities(district)
    ]


def _offer(station: Document, said: Document, language: str) -> Document:
    """The catalogue's offer with what the overlay says otherwise, or an offer of the overlay alone."""
    document: Document = {}
    if "catalogue" in station:
        document = offer_to_document(_catalogue_offer(station["catalogue"], language), catalogue.scales())
        title = _entry(station["catalogue"]).short_title
        document["title"] = {"de": title.de, "en": title.en}
        document["assumptions"] = [*document.get("assumptions", ()), *station.get("assumptions", ())]
    document |= {key: value for key, value in station.items() if key not in (*HELPERS, "assumptions")}
    if "assumptions" in station and "catalogue" not in station:
        document["assumptions"] = station["assumptions"]
    if "lasts_until" in station:
        _prolong(document, station["lasts_until"])
    if "rules_from" in said:
        day = said["rules_from"]
        document["access"] = [rule for rule in document.get("access", ()) if _still_holds(rule, day)]
    return {key: value for key, value in document.items() if value not in ([], None)}


def _prolong(document: Document, last_day: dt.date) -> None:
    """A later end of the offer holds for the entry rules that lasted to its end, too."""
    end = document["valid_to"]
    for part in (document, *document["access"]):
        if part.get("valid_to") == end:
            part["valid_to"] = last_day


def _still_holds(rule: Document, day: dt.date) -> bool:
    last_day = rule.get("valid_to")
    return last_day is None or dt.date.fromisoformat(str(last_day)) >= day


def _stations_from_catalogue(said: Document, language: str) -> Iterator[Document]:
    """A station for every entry that exists on the day and that the overlay has not named."""
    wanted = said.get("stations_from_catalogue")
    if wanted is None:
        return
    left_out = {station.get("catalogue") for station in said.get("stations", ())} | set(wanted["without"])
    for entry in catalogue.entries(language):
        exists = _catalogue_offer(entry.key, language).period.contains(wanted["exists_on"])
        if entry.key in left_out or entry.track not in wanted["tracks"] or not exists:
            continue
        is_entry = entry.category in wanted["entry_categories"]
        station: Document = {"key": entry.key, "catalogue": entry.key, "is_entry": is_entry}
        organisation = _organisation_for(entry, said["organisations"])
        if organisation is not None:
            station |= {"organisation": organisation, "assumptions": [wanted["organisation_assumed"]]}
        yield station


def _organisation_for(entry: CatalogueEntry, organisations: Iterable[Document]) -> str | None:
    by_type: dict[str, str] = {}
    for organisation in organisations:
        by_type.setdefault(organisation.get("type", ""), organisation["key"])
    return next((by_type[kind] for kind in entry.provider_types if kind in by_type), None)


def _transitions_from_catalogue(
    said: Document, stations: list[Document], by_hand: list[Document], language: str
) -> Iterator[Document]:
    """The usual following stations of the catalogue, where both serve a common municipality."""
    wanted = said.get("transitions_from_catalogue")
    if wanted is None:
        return
    drawn = {(transition["from"], transition["to"]) for transition in by_hand}
    for origin in stations:
        following = _entry(origin["catalogue"]).next if "catalogue" in origin else ()
        for target in stations:
            pair = (origin["key"], target["key"])
            if target.get("catalogue") in following and pair not in drawn and _meet(origin, target):
                drawn_for_us = {"state": wanted["state"], "assumptions": [wanted["assumption"]]}
                yield {"from": origin["key"], "to": target["key"], **drawn_for_us}


def _meet(one: Document, other: Document) -> bool:
    here, there = one.get("territory"), other.get("territory")
    return here is None or there is None or bool(set(here) & set(there))


def _catalogue_offer(key: str, language: str) -> Offer:
    return next(offer for offer in catalogue.offers(language) if offer.key == key)


def _entry(key: str) -> CatalogueEntry:
    return next(entry for entry in catalogue.entries() if entry.key == key)


def main(arguments: list[str]) -> int:
    files = built_files()
    outdated = [file for file, text in files.items() if not _is_written(file, text)]
    unknown = sorted(set(FOLDER.glob("*.yaml")) - set(files))
    if "--check" in arguments:
        for file in (*outdated, *unknown):
            print(f"{file.name} is not what the overlays give. Run: python tools/build_district_files.py")
        return 1 if outdated or unknown else 0
    for file in outdated:
        file.write_text(files[file], encoding="utf-8")
        print(f"written: {file.name}")
    return 0


def _is_written(file: Path, text: str) -> bool:
    return file.exists() and file.read_text(encoding="utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
