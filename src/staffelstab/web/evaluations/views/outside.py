from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import render

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.evaluations.actions.release_figure import release_figure
from staffelstab.web.evaluations.exports.figure import KINDS
from staffelstab.web.evaluations.forms import OutsideForm
from staffelstab.web.evaluations.queries.figures import Figure
from staffelstab.web.evaluations.queries.outside import preview_outside
from staffelstab.web.evaluations.views.figures import shown
from staffelstab.web.evaluations.views.pages import chosen_concept, figure_here, sent_figure
from staffelstab.web.offers.pathway import THRESHOLD
from staffelstab.web.offers.rules import may_record_needs


def figure_outside(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """How does the figure look when it leaves the alliance?"""
    may_record_needs(request.membership).or_refuse()
    chosen = chosen_concept(request.GET)
    if chosen.concept is None:
        raise Http404
    found = figure_here(request.GET, chosen.concept)
    if found.is_empty:
        raise Http404
    form = OutsideForm(request.POST or None, kinds=[(name, kind.label) for name, kind in KINDS.items()])
    if request.method == "POST" and form.is_valid() and (given := _given_out(request, found, form)):
        return sent_figure(request, given, form.cleaned_data["kind"])
    preview = preview_outside(found)
    context = {"chosen": chosen, "form": form, "preview": preview, "threshold": THRESHOLD}
    return render(request, "evaluations/figure_outside.html", context | shown(preview.figure))


def _given_out(request: AllianceRequest, figure: Figure, form: OutsideForm) -> Figure | None:
    try:
        return release_figure(request.membership, figure, recipient=form.cleaned_data["recipient"])
    except ValidationError as problem:
        form.add_error(None, problem.messages)
        return None
