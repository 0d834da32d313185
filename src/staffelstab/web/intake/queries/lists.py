"""Lists of others as pages show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import ActorType, Organisation, Place
from staffelstab.web.intake.enums import Deed, What
from staffelstab.web.intake.models import Batch, ForeignList, Origin
from staffelstab.web.intake.models import Mapping as Source
from staffelstab.web.intake.pathway import EVERYWHERE
from staffelstab.web.intake.phrases import EXPECTED, FIELDS, REASONS
from staffelstab.web.offers.models import Need, Offer

PAGE = 50


def lists_here() -> QuerySet[ForeignList]:
    return ForeignList.objects.select_related("source")


def sources_here() -> QuerySet[Source]:
    return Source.objects.all()


def sample_of(foreign_list: ForeignList, most: int = 3) -> list[list[str]]:
    """For each column its first values that are not empty."""
    batch = Batch.objects.filter(foreign_list=foreign_list, number=0).first()
    rows = batch.rows if batch else []
    samples: list[list[str]] = []
    for at in range(len(foreign_list.headings)):
        filled = dict.fromkeys(row[1 + at] for row in rows if row[1 + at])
        samples.append([text[:80] for text in list(filled)[:most]])
    return samples


def first_rows(foreign_list: ForeignList) -> list[Any]:
    batch = Batch.objects.filter(foreign_list=foreign_list, number=0).first()
    return list(batch.rows) if batch else []


def address(foreign_list: ForeignList, row: int, at: int = -1) -> str:
    """Where people find a value in their file: cell or line."""
    if foreign_list.in_cells and at >= 0:
        letters, number = "", foreign_list.columns[at] + 1
        while number:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return _("cell %(cell)s") % {"cell": f"{letters}{row}"}
    if foreign_list.in_cells:
        return _("row %(row)s") % {"row": row}
    return _("line %(row)s") % {"row": row}


@dataclass(frozen=True)
class Question:
    """Equal texts that could not be read, in how many cells, and what is expected."""

    field: str
    read: str
    code: str
    guess: str
    count: int
    label: str
    heading: str
    cells: str
    expected: str


def questions_of(foreign_list: ForeignList) -> list[Question]:
    found = []
    for name, read, code, guess, count, cells in foreign_list.questions:
        at = cells[0][1]
        places = ", ".join(address(foreign_list, row, column) for row, column in cells)
        found.append(
            Question(
                name,
                read,
                code,
                guess,
                count,
                label=f"{FIELDS[foreign_list.what][name]}: {read or '–'}",
                heading=foreign_list.headings[at] if at >= 0 else "",
                cells=places + (" …" if count > len(cells) else ""),
                expected=str(EXPECTED[code]),
            )
        )
    return found


@dataclass(frozen=True)
class Alike:
    key: str
    name: str
    reasons: str
    percent: int


@dataclass(frozen=True)
class PlannedRow:
    number: int
    where: str
    title: str
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    alike: list[Alike] = field(default_factory=list)
    doubts: list[tuple[str, str, str]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    decision: str = ""


@dataclass(frozen=True)
class Words:
    """Keys of values as people read them."""

    types: Mapping[str, str]
    places: Mapping[str, str]

    def say(self, name: str, value: Any) -> str:
        if value in (None, "", []):
            return _("empty")
        if name in ("actor_type", "provider_type"):
            return self.types.get(value, str(value))
        if name == "territory":
            if value == EVERYWHERE:
                return _("from everywhere")
            return ", ".join(self.places.get(key, key) for key in value)
        if name in ("valid_from", "valid_to", "ended_on", "date"):
            return date_format(datetime.fromisoformat(value), "d.m.Y")
        return str(value)


def words_here() -> Words:
    types = {each.pk: str(each) for each in ActorType.objects.all()}
    return Words(types, dict(Place.objects.values_list("pk", "short_name")))


def rows_of(foreign_list: ForeignList, deed: str, page: int) -> list[PlannedRow]:
    """One page of the rows with which this would happen; only the batches of this page are read."""
    words = words_here()
    start = (page - 1) * PAGE
    found: list[PlannedRow] = []
    for batch in _batches_with(foreign_list, deed, start, start + PAGE):
        before, batch_rows = batch
        for row, item in zip(batch_rows.rows, batch_rows.plan, strict=True):
            if item["d"] == deed:
                if start <= before < start + PAGE:
                    found.append(_planned(foreign_list, row, item, words))
                before += 1
    return found


def _batches_with(foreign_list: ForeignList, deed: str, first: int, last: int) -> Iterator[tuple[int, Batch]]:
    before = 0
    counts = Batch.objects.filter(foreign_list=foreign_list).order_by("number").values_list("pk", "counts")
    wanted = []
    for pk, count in counts:
        here = count.get(deed, 0)
        if here and before < last and before + here > first:
            wanted.append((before, pk))
        before += here
    batches = Batch.objects.in_bulk([pk for _before, pk in wanted])
    return ((count, batches[pk]) for count, pk in wanted)


def _planned(foreign_list: ForeignList, row: list[Any], item: Mapping[str, Any], words: Words) -> PlannedRow:
    names = FIELDS[foreign_list.what]
    return PlannedRow(
        number=row[0],
        where=address(foreign_list, row[0]),
        title=item["t"] or "–",
        changes=[
            (str(names.get(name, name.lstrip("+"))), words.say(name, old), words.say(name, new))
            for name, (old, new) in item.get("c", {}).items()
        ],
        alike=[_alike(foreign_list, each) for each in item.get("m", ())],
        doubts=[
            (address(foreign_list, row[0], at), read, str(EXPECTED[code]))
            for _field, at, read, code, _guess in item.get("q", ())
        ],
        hints=[_hint(text) for text in item.get("h", ())],
        decision=foreign_list.decisions.get(str(row[0]), ""),
    )


def _hint(text: str) -> str:
    if text == "cut":
        return _("The name may have been cut off in the list. Please compare it with the original.")
    return _("Left out, because it looks like data about a person: %(what)s") % {"what": text}


def _alike(foreign_list: ForeignList, said: list[Any]) -> Alike:
    key, name, score, reasons = said
    in_file = key.startswith("row:")
    where = f" ({address(foreign_list, int(key[4:]))})" if in_file else ""
    return Alike(key, f"{name}{where}", ", ".join(str(REASONS[each]) for each in reasons), round(score * 100))


@dataclass(frozen=True)
class Tally:
    deed: str
    word: str
    count: int


def tallies(foreign_list: ForeignList) -> list[Tally]:
    return [Tally(deed, str(word), foreign_list.counts.get(deed, 0)) for deed, word in Deed.choices]


def to_take(foreign_list: ForeignList) -> int:
    return sum(foreign_list.counts.get(deed, 0) for deed in (Deed.NEW, Deed.CHANGED, Deed.SAME))


def undecided(foreign_list: ForeignList) -> int:
    return sum(foreign_list.counts.get(deed, 0) for deed in (Deed.DOUBTFUL, Deed.DOUBLE, Deed.ENDED))


@dataclass(frozen=True)
class Progress:
    percent: int
    done: int
    total: int
    seconds_left: int | None


def progress_of(foreign_list: ForeignList, *, now: datetime) -> Progress:
    done, total = foreign_list.rows_done, foreign_list.rows_total or 1
    left = None
    if foreign_list.began_at and done:
        elapsed = (now - foreign_list.began_at).total_seconds()
        left = max(1, round(elapsed / done * (total - done)))
    return Progress(min(100, done * 100 // total), done, foreign_list.rows_total, left)


def told_about(thing: Model) -> list[tuple[str, list[tuple[str, str]]]]:
    """For pages of other rooms: what lists said about this thing beyond its fields."""
    kinds = {Organisation: What.ORGANISATIONS, Offer: What.OFFERS, Need: What.NEEDS}
    what = kinds.get(type(thing))
    if what is None:
        return []
    found = []
    for origin in details_of(what, int(thing.pk)):
        pairs = list(origin.details.items())
        if origin.number:
            pairs.insert(0, (str(FIELDS[what]["number"]), origin.number))
        if pairs:
            said = {"list": origin.foreign_list, "row": origin.row}
            found.append((_("%(list)s, row %(row)s") % said, pairs))
    return found


def details_of(what: str, key: int) -> list[Origin]:
    """Every further detail that lists told about one thing, the newest first."""
    name = {What.ORGANISATIONS: "organisation", What.OFFERS: "offer", What.NEEDS: "need"}[What(what)]
    rows = Origin.objects.filter(**{name: key}).select_related("foreign_list")
    return list(rows.order_by("-pk"))
