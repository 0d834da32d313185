"""What the pages of this room share: which concept is looked at, and the way between the pages."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.queries import slug_of
from staffelstab.web.concepts.models import Concept
from staffelstab.web.documents.exports.pdf import PaperNotSet
from staffelstab.web.evaluations.exports.figure import KINDS, title_of
from staffelstab.web.evaluations.queries.figures import Figure, concepts_here, figure_of

logger = logging.getLogger(__name__)
PAGES = (
    ("evaluations:figure", _("Figure by module")),
    ("evaluations:matrix", _("Gap matrix")),
    ("evaluations:overlaps", _("Overlaps")),
    ("evaluations:who_does_what", _("Who does what here?")),
)


@dataclass(frozen=True)
class Tab:
    label: str | Promise
    url: str
    current: bool


@dataclass(frozen=True)
class Chosen:
    """The concept that is looked at, and all there are; none as long as there is no concept."""

    concept: Concept | None
    others: list[Concept]


def chosen_concept(query: QueryDict) -> Chosen:
    """The one named in the address, else the one with the newest day of check."""
    concepts, named = concepts_here(), query.get("concept", "")
    if not named:
        return Chosen(concepts[0] if concepts else None, concepts)
    found = next((concept for concept in concepts if str(concept.pk) == named), None)
    if found is None:
        raise Http404
    return Chosen(found, concepts)


def figure_here(query: QueryDict, concept: Concept, place: str = "") -> Figure:
    return figure_of(concept, today=timezone.localdate(), by=query.get("by", ""), place=place)


def sent_file(
    request: AllianceRequest, make: Callable[[], bytes], *, name: str, content_type: str, page: str
) -> HttpResponse:
    """A file to take along; if it cannot be made, back to the page with a word about it."""
    try:
        content = make()
    except PaperNotSet:
        logger.exception("A paper could not be made.")
        problem = _("The file could not be made. Please tell the people who run this installation.")
        messages.error(request, problem)
        return redirect(page, request.alliance.slug)
    sent = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=sent)


def sent_figure(request: AllianceRequest, figure: Figure, kind: str) -> HttpResponse:
    made, outside = KINDS[kind], _("outside")
    title = title_of(figure) if figure.is_internal else f"{title_of(figure)} {outside}"
    return sent_file(
        request,
        lambda: made.make(figure),
        name=f"{slug_of(title)}-{request.alliance.slug}.{kind}",
        content_type=made.content_type,
        page="evaluations:figure",
    )


def tabs(request: AllianceRequest) -> list[Tab]:
    match = request.resolver_match
    here = match.view_name if match else ""
    concept = request.GET.get("concept", "")
    query = f"?concept={concept}" if concept.isdecimal() else ""
    slug = request.alliance.slug
    return [Tab(label, reverse(name, args=[slug]) + query, name == here) for name, label in PAGES]
