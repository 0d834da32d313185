"""JSON of others: the Human Services Data Specification 3 (nested or as flat tables), GeoJSON, plain lists."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from staffelstab.engine.errors import Location
from staffelstab.engine.files.foreign.coordinates import degrees_of, zone_of
from staffelstab.engine.files.foreign.hsds_writing import own_record
from staffelstab.engine.files.foreign.records import are_records, below, table_of
from staffelstab.engine.files.foreign.table import Table
from staffelstab.engine.files.problems import fail

HSDS, GEOJSON, PLAIN = "hsds", "geojson", "json"
NEVER_ALONE = ("services", "contacts")
"""Services are joined already; contacts are persons."""
LONGEST_GEOMETRY = 2000
_ENVELOPES = ("contents", "services", "items", "data", "results", "records")


def read_json(text: str, name: str) -> tuple[str, tuple[Table, ...]]:
    """The kind of the list and its tables."""
    content = _parsed(text, name)
    if isinstance(content, dict) and content.get("type") in ("FeatureCollection", "Feature"):
        return GEOJSON, (_features(content, name),)
    if isinstance(content, dict) and _is_tabular(content):
        return HSDS, _tabular(content, name)
    services = [own_record(each) or each for each in _services(content)]
    if services:
        kind = HSDS if any(_is_service(each) for each in _services(content)) else PLAIN
        return kind, (table_of("services" if kind == HSDS else "", services, name),)
    raise fail("list-unknown", Location(name))


def _parsed(text: str, name: str) -> Any:
    def no_constant(word: str) -> None:
        raise ValueError(word)

    try:
        return json.loads(text, parse_constant=no_constant)
    except RecursionError:
        raise fail("too-deep", Location(name), maximum=40) from None
    except json.JSONDecodeError as error:
        raise fail("json-syntax", Location(name, line=error.lineno), detail=error.msg) from None
    except ValueError as error:
        raise fail("json-syntax", Location(name), detail=str(error)[:60]) from None


def _services(content: Any) -> list[dict[str, Any]]:
    if are_records(content):
        return list(content)
    if not isinstance(content, dict):
        return []
    for key in _ENVELOPES:
        if are_records(content.get(key)):
            return list(content[key])
    return [content] if _is_service(content) else []


def _is_service(record: Mapping[str, Any]) -> bool:
    return "name" in record and bool(
        {
            "organization",
            "organization_id",
            "service_at_locations",
            "service_areas",
            "eligibility_description",
        }
        & set(record)
    )


def _is_tabular(content: Mapping[str, Any]) -> bool:
    names = {key.removesuffix(".csv") for key in content}
    return {"services", "organizations"} <= names and all(
        isinstance(rows, list) and all(isinstance(row, dict) for row in rows) for rows in content.values()
    )


def _tabular(content: Mapping[str, Any], name: str) -> tuple[Table, ...]:
    """The services with what hangs on them, then every table as it is, so that nothing is lost."""
    tables = {key.removesuffix(".csv"): rows for key, rows in content.items()}
    organisations = {row.get("id"): row for row in tables["organizations"]}
    places = {row.get("id"): row for row in tables.get("locations", [])}
    hanging = {
        key: _by_service(rows)
        for key, rows in tables.items()
        if key not in ("services", "organizations", "locations")
    }
    services = []
    for row in tables["services"]:
        joined = dict(row)
        if row.get("organization_id") in organisations:
            joined["organization"] = organisations[row["organization_id"]]
        for key, rows in hanging.items():
            joined |= below(key, rows.get(row.get("id"), ()))
        at = [places[each.get("location_id")] for each in joined.get("service_at_location", [])
              if each.get("location_id") in places]  # fmt: skip
        services.append(joined | below("location", at))
    first = [table_of("services", services, name)] if services else []
    rest = [table_of(key, rows, name) for key, rows in tables.items() if rows and key not in NEVER_ALONE]
    if not first:
        raise fail("no-rows", Location(name))
    return (*first, *rest)


def _by_service(rows: list[dict[str, Any]]) -> dict[Any, list[dict[str, Any]]]:
    found: dict[Any, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        if row.get("service_id"):
            found[row["service_id"]].append(row)
    return found


def _features(content: Mapping[str, Any], name: str) -> Table:
    features = content.get("features", [content]) if content["type"] == "FeatureCollection" else [content]
    if not are_records(features):
        raise fail("no-rows", Location(name))
    crs = content.get("crs")
    system = str(crs.get("properties", {}).get("name", "")) if isinstance(crs, dict) else ""
    if "CRS84" in system or system.endswith("4326"):
        system = ""
    return table_of("features", [_record(feature, system) for feature in features], name)


def _record(feature: Mapping[str, Any], system: str) -> dict[str, Any]:
    properties = feature.get("properties")
    record = dict(properties) if isinstance(properties, dict) else {}
    if "id" in feature:
        record.setdefault("id", feature["id"])
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        return record
    point = _middle(geometry, system)
    if point is not None:
        record |= {"latitude": round(point[0], 6), "longitude": round(point[1], 6)}
    if geometry.get("type") != "Point":
        shape = json.dumps(geometry, separators=(",", ":"))
        record["geometry"] = shape if len(shape) <= LONGEST_GEOMETRY else str(geometry.get("type"))
    return record


def _middle(geometry: Mapping[str, Any], system: str) -> tuple[float, float] | None:
    """The point itself, or the mean of the corners of an area; in degrees."""
    corners = list(_corners(geometry.get("coordinates"), 0))
    if geometry.get("type") == "Polygon" and len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if not corners:
        return None
    x = sum(corner[0] for corner in corners) / len(corners)
    y = sum(corner[1] for corner in corners) / len(corners)
    if abs(x) > 180 or abs(y) > 90 or system:
        zone = zone_of(system, x, y)
        return degrees_of(x, y, zone) if zone else None
    return y, x


def _corners(value: Any, depth: int) -> Iterator[tuple[float, float]]:
    if not isinstance(value, list) or depth > 4:
        return
    if len(value) >= 2 and all(isinstance(each, int | float) for each in value[:2]):
        if all(math.isfinite(each) for each in value[:2]):
            yield float(value[0]), float(value[1])
        return
    for each in value:
        yield from _corners(each, depth + 1)
