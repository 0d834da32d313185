"""How many posts a programme pays for a number of persons: the rule is data, this only counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from staffelstab.programmes.facts import Certainty, Source, Text, text_of
from staffelstab.programmes.reading import DATA, read_document

FILE = DATA / "staffing.yaml"


@dataclass(frozen=True)
class StaffingRule:
    """step: posts come in multiples of it, rounded to the nearest."""

    key: str
    label: Text
    persons_per_post: int
    residence_status: str
    age_from: int
    age_to: int
    step: Decimal
    valid_from: date
    valid_to: date | None
    certainty: Certainty
    source: Source

    def posts(self, persons: int) -> Decimal:
        steps = Decimal(persons) / self.persons_per_post / self.step
        return steps.quantize(Decimal(1), ROUND_HALF_UP) * self.step

    def posts_between(
        self, minimum: int | None, maximum: int | None
    ) -> tuple[Decimal | None, Decimal | None]:
        """Ranges in, ranges out; an open end stays open."""
        return (
            None if minimum is None else self.posts(minimum),
            None if maximum is None else self.posts(maximum),
        )


@cache
def staffing_rules() -> tuple[StaffingRule, ...]:
    return read_staffing_rules(FILE)


def read_staffing_rules(file: Path) -> tuple[StaffingRule, ...]:
    document = read_document(file, "staffing-1.json")
    document.require_unique_keys("rules")
    sources = document.content["sources"]
    for index, entry in enumerate(document.content["rules"]):
        if entry["source"] not in sources:
            problem = f"There is no source {entry['source']!r}."
            raise document.error(problem, "Add it to the sources of this file.", "rules", index, "source")
    return tuple(
        StaffingRule(
            key=entry["key"],
            label=text_of(entry["label"]),
            persons_per_post=entry["persons_per_post"],
            residence_status=entry["residence_status"],
            age_from=entry["age_from"],
            age_to=entry["age_to"],
            step=Decimal(str(entry["step"])),
            valid_from=date.fromisoformat(entry["valid_from"]),
            valid_to=date.fromisoformat(entry["valid_to"]) if entry["valid_to"] else None,
            certainty=Certainty(entry["certainty"]),
            source=Source(
                entry["source"], sources[entry["source"]]["title"], sources[entry["source"]]["address"]
            ),
        )
        for entry in document.content["rules"]
    )
