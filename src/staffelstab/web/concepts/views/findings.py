from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.exports.drawing import draw
from staffelstab.web.concepts.exports.sketching import Selection, sketch_of
from staffelstab.web.concepts.forms import AcceptForm, AssignForm
from staffelstab.web.concepts.models import Concept, FindingCare
from staffelstab.web.concepts.pathway import Story
from staffelstab.web.concepts.rules import may_edit_concept
from staffelstab.web.concepts.views.pages import Page, concept_here, page_of


def finding_view(request: AllianceRequest, alliance_slug: str, concept_id: int) -> HttpResponse:
    """Who stops where, and why? A finding that is gone says so and what was checked."""
    concept = concept_here(concept_id)
    page = page_of(concept, request.GET)
    if not request.GET.get("finding"):
        raise Http404
    may_edit = may_edit_concept(request.membership, concept)
    context = {
        "page": page,
        "concept": concept,
        "telling": page.board.telling,
        "may_edit": may_edit,
        "view": page.query.urlencode(),
        "back": reverse("concepts:concept", args=[alliance_slug, concept_id]),
        **(_told(page, page.story) if page.story else {}),
        **_care(concept, page.story),
    }
    return render(request, "concepts/finding.html", context)


def _care(concept: Concept, story: Story | None) -> dict[str, Any]:
    care = FindingCare.objects.filter(concept=concept, name=story.told.name) if story else None
    known = care.select_related("organisation").first() if care else None
    initial = {name: getattr(known, name) for name in ("organisation", "function", "due_on")} if known else {}
    return {"care": known, "assign_form": AssignForm(initial=initial), "accept_form": AcceptForm()}


def _told(page: Page, story: Story) -> dict[str, Any]:
    loaded = page.board.loaded
    selection = Selection(way=story.way, only_way=True)
    pairs = [(loaded.by_key[origin], loaded.by_key[target]) for origin, target in story.repairs]
    return {
        "story": story,
        "drawing": draw(sketch_of(page.board, selection)),
        "repairs": [(origin, target) for origin, target in pairs],
        "handover": loaded.transition(*story.handover) if story.handover else None,
    }
