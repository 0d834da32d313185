"""What would happen to each row: new, changed, unchanged, doubtful, perhaps there already, no longer active."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from staffelstab.web.intake.enums import Deed, What
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.intake.pathway import Context, Doubt, Interpreter, ReadRow, Registry, like
from staffelstab.web.intake.queries.existing import Existing, Here, fingerprint, name_of

MOST_CELLS_NAMED = 5
NOT_COMPARED = ("status", "number", "persons", "postcode", "city", "street", "provider_type")
ROW = "row:"


class Planner:
    """Compares the rows of one list, one after the other; knows the rows it has seen."""

    def __init__(
        self,
        foreign_list: ForeignList,
        context: Context,
        here: Existing,
        providers: Existing | None = None,
    ) -> None:
        self.what = foreign_list.what
        self.here = here
        self.providers = providers
        self.provider_names = (
            {each.values["name"] for each in providers.by_key.values()} if providers else set()
        )
        self.new_providers: set[str] = set()
        self.decisions: Mapping[str, str] = foreign_list.decisions
        self.reader = Interpreter(self.what, foreign_list.headings, foreign_list.mapping, context)
        self.seen_names: dict[tuple[str, ...], int] = {}
        self.seen_numbers: dict[str, int] = {}
        self.seen = Registry()
        self.claimed: dict[str, int] = {}

    def plan(self, raw: Sequence[Any]) -> dict[str, Any]:
        number, row = raw[0], self.reader.read(raw[1:])
        values = completed(self.what, row)
        title = str(values.get("name") or values.get("title") or values.get("label") or "")
        item: dict[str, Any] = {"d": Deed.NEW.value, "t": title[:200]}
        if row.hints:
            item["h"] = row.hints
        if self.providers is not None and not row.doubts:
            self._ask_about_provider(values, row)
        if row.doubts:
            return item | {"d": Deed.DOUBTFUL.value, "q": [_plain(doubt) for doubt in row.doubts]}
        decision = self.decisions.get(str(number), "")
        same, doubles = self._found(number, values, row)
        known_end = bool(same and self.here.by_key[same].values.get("ended_on"))
        is_ended = row.values.get("status") == "ended" and not known_end
        item |= self._decided(decision, same, doubles, is_ended)
        if item["d"] == Deed.NEW.value and "x" in item:
            item |= self._compared(self.here.by_key[item["x"]], values, row)
        elif item["d"] == Deed.NEW.value:
            item |= self._own_name(number, values)
        self._remember(number, values, row, item)
        return item

    def _ask_about_provider(self, values: dict[str, Any], row: ReadRow) -> None:
        """A provider with nearly the same name is asked about; a new one needs its type."""
        name = str(values.get("provider", ""))
        if not name or name in self.provider_names:
            return
        at = self.reader.by_target.get("provider", [-1])[0]
        decided = name in self.reader.answers.get("provider", {}).values()
        near = [] if decided or self.providers is None else self.providers.registry.like(like("", name))
        if near:
            row.doubts.append(Doubt("provider", at, name, "provider", near[0].name))
        elif not values.get("provider_type"):
            at = self.reader.by_target.get("provider_type", [at])[0]
            row.doubts.append(Doubt("provider_type", at, "", "missing"))
        else:
            self.new_providers.add(name)

    def _own_name(self, number: int, values: Mapping[str, Any]) -> dict[str, Any]:
        """Two organisations of one type cannot share a name: the town tells them apart, otherwise the number."""
        name = name_of(self.what, values)
        if self.what != What.ORGANISATIONS or not (name in self.seen_names or name in self.here.by_name):
            return {}
        town = values.get("city") or values.get("number") or number
        own = f"{str(values['name'])[:180]} ({town})"[:200]
        if (own, name[1]) in self.seen_names:
            own = f"{own[:180]} ({values.get('number') or number})"
        self.seen_names[(own, name[1])] = number
        return {"n": own, "t": own}

    def _found(self, number: int, values: dict[str, Any], row: ReadRow) -> tuple[str, list[list[Any]]]:
        """What is certainly the same, and what perhaps is."""
        official = str(row.values.get("number", ""))
        name = name_of(self.what, values)
        key = (self.here.by_number.get(official, "") if official else "") or self.here.by_name.get(name, "")
        if key and key not in self.claimed:
            return key, []
        doubles: list[list[Any]] = []
        if key:
            doubles.append([f"{ROW}{self.claimed[key]}", values_title(values), 1.0, ["name"]])
        twin = (self.seen_numbers.get(official) if official else None) or self.seen_names.get(name)
        if twin and not doubles:
            why = "number" if official and self.seen_numbers.get(official) else "name"
            doubles.append([f"{ROW}{twin}", values_title(values), 1.0, [why]])
        if self.what != What.NEEDS:
            asked = _asked("", values, row)
            for register in (self.here.registry, self.seen):
                for found in register.like(asked):
                    if found.key not in {double[0] for double in doubles} and found.key not in self.claimed:
                        doubles.append([found.key, found.name, round(found.score, 2), list(found.reasons)])
        return "", doubles[:4]

    def _decided(self, decision: str, same: str, doubles: list[list[Any]], is_ended: bool) -> dict[str, Any]:
        if decision == "out":
            return {"d": Deed.OUT.value}
        if is_ended and decision not in ("ended", "new") and not decision.startswith("same:"):
            general = self.decisions.get("*ended", "")
            if general == "out":
                return {"d": Deed.OUT.value}
            if general != "ended":
                return {"d": Deed.ENDED.value, **({"x": same} if same else {})}
        if same:
            return {"x": same}
        if decision.startswith("same:"):
            key = decision[5:]
            return {"d": Deed.OUT.value} if key.startswith(ROW) else {"x": key}
        if not doubles or decision in ("new", "ended"):
            return {}
        general = self.decisions.get("*double", "")
        if general == "new":
            return {}
        best = doubles[0][0]
        if general == "same":
            return {"d": Deed.OUT.value} if best.startswith(ROW) else {"x": best}
        return {"d": Deed.DOUBLE.value, "m": doubles}

    def _compared(self, here: Here, values: dict[str, Any], row: ReadRow) -> dict[str, Any]:
        changes = {
            name: [here.values.get(name), value]
            for name, value in values.items()
            if name in here.values and name not in NOT_COMPARED and here.values[name] != value
        }
        for heading, text in row.details.items():
            if here.details.get(heading, "") != text:
                changes[f"+{heading}"] = [here.details.get(heading, ""), text]
        if row.values.get("status") == "ended" and self.what == What.ORGANISATIONS:
            changes["ended_on"] = ["", values.get("ended_on", "")]
        deed = Deed.CHANGED if changes else Deed.SAME
        return {"d": deed.value, "c": changes, "p": fingerprint(here.values)}

    def _remember(self, number: int, values: dict[str, Any], row: ReadRow, item: dict[str, Any]) -> None:
        if item["d"] in (Deed.OUT.value, Deed.ENDED.value):
            return
        if "x" in item:
            self.claimed[item["x"]] = number
        self.seen_names.setdefault(name_of(self.what, values), number)
        if row.values.get("number"):
            self.seen_numbers.setdefault(str(row.values["number"]), number)
        if self.what != What.NEEDS:
            self.seen.add(_asked(f"{ROW}{number}", values, row))


def _asked(key: str, values: Mapping[str, Any], row: ReadRow) -> Any:
    return like(
        key,
        values_title(values),
        number=str(row.values.get("number", "")),
        street=str(row.values.get("street", "")),
        postcode=str(row.values.get("postcode", "")),
        website=str(row.values.get("website", "")),
    )


def values_title(values: Mapping[str, Any]) -> str:
    return str(values.get("name") or values.get("title") or values.get("label") or "")


def completed(what: str, row: ReadRow) -> dict[str, Any]:
    """The values in the shape of ``existing``: ranges split, what ends has a day."""
    values = dict(row.values)
    if what == What.NEEDS and "persons" in values:
        low, high, wording = values.pop("persons")
        if "minimum" not in values and "maximum" not in values:
            values |= {"minimum": low, "maximum": high}
        values["wording"] = wording
    if values.get("status") != "ended":
        values.pop("ended_on", None)
    elif not values.get("ended_on"):
        values["ended_on"] = ""
    low, high = values.get("minimum"), values.get("maximum")
    if low is not None and high is not None and low > high:
        row.doubts.append(Doubt("maximum", -1, f"{low}–{high}", "range"))
    first, last = values.get("valid_from"), values.get("valid_to")
    if first and last and last < first:
        row.doubts.append(Doubt("valid_to", -1, f"{first} – {last}", "day"))
    if what == What.OFFERS and values.get("kind") == "accompaniment":
        values["months"] = 0
    return values


def _plain(doubt: Doubt) -> list[Any]:
    return [doubt.field, doubt.at, doubt.read, doubt.code, doubt.guess]


def counted(plan: Iterable[Mapping[str, Any]]) -> dict[str, int]:
    return dict(Counter(item["d"] for item in plan))


def ended_on(values: Mapping[str, Any], *, today: date) -> date:
    """The last day of what is no longer active: as the list says, otherwise today."""
    said = values.get("ended_on")
    day = date.fromisoformat(said) if said else today
    return min(day, today)
