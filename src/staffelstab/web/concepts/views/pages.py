"""What the pages of one concept share: the concept, the question, the selection, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.enums import TransitionState
from staffelstab.web.concepts.exports.drawing import draw
from staffelstab.web.concepts.exports.fields import BY_FIELD, BY_PHASE
from staffelstab.web.concepts.exports.legend import samples
from staffelstab.web.concepts.exports.sketching import Selection, legend_words, sketch_of
from staffelstab.web.concepts.forms import ONLY, QuestionForm
from staffelstab.web.concepts.models import HANDOVER_PARTS, Concept, Station, Transition
from staffelstab.web.concepts.pathway import (
    Asked,
    Story,
    Way,
    filters,
    handover_words,
    reading_word,
    story,
    target_group,
)
from staffelstab.web.concepts.queries.boards import (
    Board,
    board,
    load,
    newest_change,
    newest_undo,
    offers_to_add,
)
from staffelstab.web.concepts.rules import may_edit_concept, may_propose_here

SELECTIONS = ("finding", "station", "transition", "only_way")
MOST_FINDINGS = 400
EXPORT_KINDS = (("xlsx", "Excel"), ("yaml", "YAML"), ("json", "JSON"), ("bpmn", "BPMN 2.0"))


@dataclass(frozen=True)
class Page:
    """One concept under one question, as the address says."""

    board: Board
    form: QuestionForm
    query: QueryDict
    station: Station | None
    transition: Transition | None
    story: Story | None

    @property
    def concept(self) -> Concept:
        return self.board.concept

    @property
    def asked(self) -> Asked:
        return self.board.answer.asked

    @property
    def reading_word(self) -> str:
        return reading_word(self.asked)

    @property
    def main_fields(self) -> list[BoundField]:
        return [field for field in self.form if not field.name.startswith(ONLY)]

    @property
    def narrowing_fields(self) -> list[BoundField]:
        return [field for field in self.form if field.name.startswith(ONLY)]

    @property
    def is_narrowed(self) -> bool:
        return bool(self.asked.only)

    @property
    def question(self) -> str:
        """The address without what is selected."""
        query = self.query.copy()
        for name in SELECTIONS:
            query.pop(name, None)
        return query.urlencode()

    @property
    def lanes_by(self) -> str:
        """By what the drawing is divided; a wrong word divides nothing."""
        by = self.query.get("lanes", "")
        return by if by in (BY_FIELD, BY_PHASE) else ""

    @property
    def lane_choices(self) -> list[tuple[str, str, bool]]:
        """Word, address, whether it is chosen."""
        choices = (("", _("no lanes")), (BY_FIELD, _("by field of actors")), (BY_PHASE, _("by phase")))
        told = []
        for by, word in choices:
            query = self.query.copy()
            query.pop("lanes", None)
            if by:
                query["lanes"] = by
            told.append((word, query.urlencode(), by == self.lanes_by))
        return told

    def address(self, parts: Mapping[str, object]) -> str:
        """The page with something else selected."""
        selected = "&".join(f"{name}={value}" for name, value in parts.items())
        return "?" + "&".join(part for part in (self.question, selected) if part)

    @property
    def selection(self) -> Selection:
        return Selection(
            station=self.station.pk if self.station else None,
            transition=self.transition.pk if self.transition else None,
            way=self.story.way if self.story else Way(),
            only_way=self.story is not None and bool(self.query.get("only_way")),
            lanes_by=self.lanes_by,
        )


def concept_here(concept_id: int) -> Concept:
    """The concept, if it belongs to the alliance in whose scope we are."""
    return get_object_or_404(Concept.objects.select_related("alliance", "variant_of"), pk=concept_id)


def page_of(concept: Concept, query: QueryDict) -> Page:
    loaded = load(concept)
    form = QuestionForm(query, concept=concept, filters=filters(loaded.prepared))
    current = board(loaded, form.asked())
    return Page(
        board=current,
        form=form,
        query=query,
        station=loaded.by_pk.get(_number(query.get("station"))),
        transition=next((t for t in loaded.transitions if t.pk == _number(query.get("transition"))), None),
        story=story(current.answer, query.get("finding", "")),
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 18 else 0


def board_context(request: AllianceRequest, page: Page) -> dict[str, Any]:
    """What the templates of the drawing show."""
    concept, loaded = page.concept, page.board.loaded
    may_edit = may_edit_concept(request.membership, concept)
    return {
        "page": page,
        "concept": concept,
        "telling": page.board.telling,
        "findings": page.board.telling.findings[:MOST_FINDINGS],
        "drawing": draw(sketch_of(page.board, page.selection, page.address)),
        "may_edit": may_edit,
        "view": page.query.urlencode(),
        "newest_change": newest_change(concept) if may_edit else None,
        "newest_undo": newest_undo(concept) if may_edit else None,
        "own_organisation": request.membership.organisation_id
        if may_propose_here(request.membership, concept)
        else None,
        "offers_to_add": offers_to_add(concept).order_by("title") if may_edit else [],
        "stations": sorted(loaded.stations, key=lambda station: station.offer.title.casefold()),
        "station_findings": _findings_of_selection(page),
        "legend": samples(legend_words()),
        "export_kinds": EXPORT_KINDS,
        **(_about(page.transition, page) if page.transition else {}),
        "here": reverse("concepts:concept", args=[request.alliance.slug, concept.pk]),
    }


def _about(transition: Transition, page: Page) -> dict[str, Any]:
    parts = {name: getattr(transition, name) for name in HANDOVER_PARTS}
    return {
        "target_group": target_group(transition.when, page.board.loaded.prepared),
        "missing_parts": handover_words(parts),
        "states": TransitionState.choices,
    }


def _findings_of_selection(page: Page) -> list[Any]:
    if page.station is None:
        return []
    return page.board.findings_at.get(page.board.loaded.keys[page.station.pk], [])


def wants_board_only(request: AllianceRequest) -> bool:
    """htmx asks for the changing part; after a lost history it wants the whole page again."""
    return bool(request.htmx) and not request.htmx.history_restore_request


def answer_with_board(request: AllianceRequest, concept: Concept, query: QueryDict) -> HttpResponse:
    page = page_of(concept, query)
    response = render(request, "concepts/_board.html", board_context(request, page))
    address = reverse("concepts:concept", args=[request.alliance.slug, concept.pk])
    response["HX-Push-Url"] = f"{address}?{query.urlencode()}" if query else address
    response["Vary"] = "HX-Request"
    return response
