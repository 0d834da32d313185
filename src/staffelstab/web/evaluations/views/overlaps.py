from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.evaluations.actions.mark_overlap import mark_overlap
from staffelstab.web.evaluations.actions.unmark_overlap import unmark_overlap
from staffelstab.web.evaluations.exports.figure import checked_words_of
from staffelstab.web.evaluations.exports.overlaps import heading_of, pdf_of, statement_of
from staffelstab.web.evaluations.forms import ReasonForm
from staffelstab.web.evaluations.models import KnownOverlap
from staffelstab.web.evaluations.queries.overlaps import Overlap, overlaps_of
from staffelstab.web.evaluations.rules import may_mark_overlaps
from staffelstab.web.evaluations.views.pages import chosen_concept, sent_file, tabs
from staffelstab.web.offers.queries import offers_here


def overlaps(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Who does the same for the same people, and who pays twice?"""
    chosen = chosen_concept(request.GET)
    context: dict[str, Any] = {"chosen": chosen, "tabs": tabs(request)}
    if chosen.concept is not None:
        found = overlaps_of(chosen.concept)
        context |= {
            "overlaps": found,
            "problems": found.loaded.prepared.problems,
            "open": [_told(each) for each in found.open],
            "known": [_told(each) for each in found.known],
            "checked": checked_words_of(chosen.concept),
            "may_mark": may_mark_overlaps(request.membership),
        }
    return render(request, "evaluations/overlaps.html", context)


def _told(overlap: Overlap) -> dict[str, Any]:
    return {"overlap": overlap, "heading": heading_of(overlap), "sentences": statement_of(overlap)}


def overlaps_pdf(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    chosen = chosen_concept(request.GET)
    if chosen.concept is None:
        raise Http404
    found = overlaps_of(chosen.concept)
    return sent_file(
        request,
        lambda: pdf_of(found, today=timezone.localdate()),
        name=f"doppelangebote-{alliance_slug}.pdf",
        content_type="application/pdf",
        page="evaluations:overlaps",
    )


def mark_overlap_view(
    request: AllianceRequest, alliance_slug: str, one_id: int, other_id: int
) -> HttpResponse:
    may_mark_overlaps(request.membership).or_refuse()
    one, other = (get_object_or_404(offers_here(), pk=pk) for pk in (one_id, other_id))
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mark_overlap(request.membership, one, other, today=timezone.localdate(), **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The overlap is marked as known, with your reason."))
            return redirect("evaluations:overlaps", alliance_slug)
    return render(request, "evaluations/mark_overlap.html", {"form": form, "one": one, "other": other})


@require_POST
def unmark_overlap_view(request: AllianceRequest, alliance_slug: str, known_id: int) -> HttpResponse:
    may_mark_overlaps(request.membership).or_refuse()
    unmark_overlap(request.membership, get_object_or_404(KnownOverlap, pk=known_id))
    messages.success(request, _("The overlap is an open question again. The reason stays in the journal."))
    return redirect("evaluations:overlaps", alliance_slug)
