"""For whom does the concept work, and where: groups against municipalities, each cell with its stories."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from staffelstab.engine.check import Finding, Question
from staffelstab.engine.check.whom import LATE, NONE, STATES, Cell, Whom, for_whom, stories_of
from staffelstab.engine.model import Pathway
from staffelstab.engine.wording import Row
from staffelstab.web.concepts.pathway.checking import Asked, Prepared, as_question
from staffelstab.web.concepts.pathway.keeping import kept
from staffelstab.web.concepts.pathway.telling import Filter, all_features, filters, words

STATE_WORDS: Mapping[str, str | Promise] = {
    "sure": _("way exists"),
    "uncertain": _("exists but uncertain"),
    "waiting": _("only after waiting"),
    "late": _("too long"),
    "none": _("no way"),
}


@dataclass(frozen=True)
class Quick:
    """People who are one click away: values and months that their situations have."""

    key: str
    label: str | Promise
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    months: Mapping[str, tuple[int, int]] = field(default_factory=dict)


QUICK = (
    Quick("kinder", _("small child and no care (mostly women)"), {"care": ("small_child",)}),
    Quick("achtzehn", _("people just turned 18"), months={"age": (216, 227)}),
    Quick(
        "arbeitsverbot",
        _("people under a work ban"),
        {"status": ("duldung_arbeitsverbot", "duldung_60b")},
    ),
)


@dataclass(frozen=True)
class WhomAsked:
    """quick: one of QUICK or empty. by: the attribute whose values are the rows, empty for the grouping ones."""

    quick: str = ""
    by: str = ""


@dataclass(frozen=True)
class CellTold:
    place: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)

    @property
    def with_way(self) -> int:
        """Within the horizon, sure or not, at once or after waiting."""
        return sum(self.counts[:3])

    @property
    def state(self) -> str:
        """What holds for the most situations of the cell; of two the worse."""
        most = max(self.counts, default=0)
        worst_first = reversed(list(zip(STATES, self.counts, strict=True)))
        return next(state for state, count in worst_first if count == most)

    @property
    def word(self) -> str:
        return str(STATE_WORDS[self.state])


@dataclass(frozen=True)
class MatrixRow:
    group: Mapping[str, str]
    label: str
    cells: tuple[CellTold, ...]


@dataclass(frozen=True)
class Matrix:
    """places: key and name, in the order of the cells of each row."""

    places: tuple[tuple[str, str], ...] = ()
    rows: tuple[MatrixRow, ...] = ()


@dataclass(frozen=True)
class StateTold:
    """One state of a cell with the story of somebody in it."""

    state: str
    word: str
    count: int
    sentences: tuple[str, ...]
    rows: tuple[Row, ...]


def quick_choices(ready: Prepared) -> tuple[Quick, ...]:
    """Those that the scales of the concept can tell apart at entry."""
    if ready.pathway is None:
        return ()
    space = ready.pathway.profiles
    return tuple(
        quick
        for quick in QUICK
        if all(set(values) & set(space.values.get(key, ())) for key, values in quick.only.items())
        and all(
            any(least <= month <= most for month in space.clocks.get(key, ()))
            for key, (least, most) in quick.months.items()
        )
    )


def row_choices(ready: Prepared) -> tuple[Filter, ...]:
    """Attributes with more than one value at entry."""
    return filters(ready)


def matrix(ready: Prepared, asked: Asked, whom: WhomAsked) -> Matrix:
    """A full search the first time, then kept."""
    pathway = ready.pathway
    if pathway is None:
        return Matrix()
    question, who = _question(ready, pathway, asked, whom)
    cells = kept(f"whom {whom!r}", ready.text, asked, lambda: for_whom(pathway, question, who))
    names = {place.key: place.name for place in pathway.places}
    places = tuple(dict.fromkeys(cell.place for cell in cells))
    return Matrix(
        tuple((key, names.get(key, "")) for key in places), tuple(_rows(pathway, cells, len(places)))
    )


def _rows(pathway: Pathway, cells: tuple[Cell, ...], width: int) -> list[MatrixRow]:
    return [
        MatrixRow(
            cells[first].group,
            group_words(pathway, cells[first].group),
            tuple(CellTold(cell.place, cell.counts) for cell in cells[first : first + width]),
        )
        for first in range(0, len(cells), max(1, width))
    ]


def group_words(pathway: Pathway, group: Mapping[str, str]) -> str:
    """The values of a group; an attribute alone that does not group says its name too."""
    voice, told = words(), []
    for attribute in pathway.scales.attributes:
        if attribute.key in group:
            value = attribute.values[attribute.index(group[attribute.key])]
            label = voice.label(value.label) or value.key
            told.append(label if attribute.groups else f"{voice.label(attribute.label)}: {label}")
    return ", ".join(told)


def _question(ready: Prepared, pathway: Pathway, asked: Asked, whom: WhomAsked) -> tuple[Question, Whom]:
    chosen = next((quick for quick in quick_choices(ready) if quick.key == whom.quick), Quick("", ""))
    space = pathway.profiles.values
    only = {key: tuple(v for v in values if v in space[key]) for key, values in chosen.only.items()}
    rows = (whom.by,) if whom.by in {feature.key for feature in row_choices(ready)} else ()
    return replace(as_question(asked, pathway), only=only), Whom(rows, chosen.months)


def cell_told(
    ready: Prepared, asked: Asked, whom: WhomAsked, group: Mapping[str, str], place: str
) -> tuple[str, tuple[StateTold, ...]]:
    """The group in words and each of its states; nothing when group or place do not exist."""
    pathway = ready.pathway
    if pathway is None or not _exists(ready, pathway, group, place):
        return "", ()
    question, who = _question(ready, pathway, asked, whom)
    only = {**question.only, **{key: (value,) for key, value in group.items()}}
    here = replace(question, only=only, places=(place,) if place else None)
    about = f"cell {whom!r} {sorted(group.items())!r} {place}"
    found = kept(about, ready.text, asked, lambda: stories_of(pathway, here, who))
    return group_words(pathway, group), tuple(_state(pathway, *each) for each in found)


def _exists(ready: Prepared, pathway: Pathway, group: Mapping[str, str], place: str) -> bool:
    values = {feature.key: {key for key, _label in feature.choices} for feature in all_features(ready)}
    at_entry = pathway.profiles.values
    known = all(
        value in values.get(key, ()) and value in at_entry.get(key, (value,)) for key, value in group.items()
    )
    places = {each.key for each in pathway.places} or {""}
    return known and place in places


def _state(pathway: Pathway, state: str, count: int, finding: Finding) -> StateTold:
    voice = words()
    told = voice.story(finding, pathway) if state in (LATE, NONE) else voice.way(finding, pathway)
    return StateTold(state, str(STATE_WORDS[state]), count, told, tuple(voice.story_table(finding, pathway)))
