from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.queries import places_of
from staffelstab.web.journal.queries import who_changed
from staffelstab.web.kit.amounts import spelled
from staffelstab.web.kit.meanwhile import ChangedMeanwhile, tell_merged
from staffelstab.web.kit.sheets import FORMATS
from staffelstab.web.offers.actions.edit_need import edit_need, version_of
from staffelstab.web.offers.actions.record_need import record_need
from staffelstab.web.offers.actions.remove_need import remove_need
from staffelstab.web.offers.exports.needs import needs_file
from staffelstab.web.offers.forms import NeedFilterForm, NeedForm
from staffelstab.web.offers.models import Need
from staffelstab.web.offers.pathway import simple_group
from staffelstab.web.offers.queries.needs import (
    areas_here,
    count_needs,
    fitting_needs,
    need_rows,
    needs_here,
    sums_of,
)
from staffelstab.web.offers.queries.published import count_published
from staffelstab.web.offers.rules import may_record_needs
from staffelstab.web.offers.views.choices import language

NEEDS_PER_PAGE = 50
COLUMNS = (
    "label", "minimum", "maximum", "wording", "count_of", "sex", "benefit_law", "life_area", "method", "source",
    "date", "note",
)  # fmt: skip


def need_list(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """How many people need a way on, and where?"""
    form = filter_form(request)
    needs = fitting_needs(form.criteria())
    page = Paginator(needs, NEEDS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "rows": need_rows(page.object_list),
        "sums": sums_of(needs),
        "count_here": count_needs(),
        "count_published": count_published(request.alliance),
        "may_record": may_record_needs(request.membership),
    }
    return render(request, "offers/needs.html", context)


def need_table(request: AllianceRequest, alliance_slug: str, form: str) -> HttpResponse:
    """The list as it is narrowed down, as a file for use inside the alliance."""
    rows = need_rows(fitting_needs(filter_form(request).criteria()))
    name = f"{alliance_slug}-{_('needs')}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(needs_file(rows, form), content_type=FORMATS[form], headers=headers)


def filter_form(request: AllianceRequest) -> NeedFilterForm:
    return NeedFilterForm(
        request.GET, language=language(), places=places_of(request.alliance), areas=areas_here()
    )


def new_need(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_record_needs(request.membership).or_refuse()
    form = _need_form(request, None)
    if request.method == "POST" and form.is_valid():
        try:
            need = record_need(request.membership, **form.deed())
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The need “%(label)s” was recorded.") % {"label": need})
            return redirect("offers:needs", alliance_slug)
    return render(request, "offers/need.html", {"form": form})


def _need_form(request: AllianceRequest, need: Need | None) -> NeedForm:
    known = {name: getattr(need, name) for name in COLUMNS} if need else {}
    if need:
        known |= {"places": need.places.all(), "number": need.wording or spelled(need.minimum, need.maximum)}
    when = need.when if need else {}
    return NeedForm(
        request.POST or None,
        territory=places_of(request.alliance),
        language=language(),
        when=when,
        group=simple_group(when),
        areas=areas_here(),
        initial=known,
        who_changed=who_changed(need, request.alliance.slug) if need else None,
    )


def edit_need_view(request: AllianceRequest, alliance_slug: str, need_id: int) -> HttpResponse:
    may_record_needs(request.membership).or_refuse()
    need = get_object_or_404(needs_here(), pk=need_id)
    form = _need_form(request, need)
    if request.method == "POST" and form.is_valid():
        try:
            edit_need(request.membership, need, seen=version_of(need), **form.deed())
        except ChangedMeanwhile:
            return edit_need_view(request, alliance_slug, need_id)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The need was changed."))
            tell_merged(request, form)
            return redirect("offers:needs", alliance_slug)
    return render(request, "offers/need.html", {"form": form, "need": need})


@require_POST
def remove_need_view(request: AllianceRequest, alliance_slug: str, need_id: int) -> HttpResponse:
    may_record_needs(request.membership).or_refuse()
    need = get_object_or_404(needs_here(), pk=need_id)
    remove_need(request.membership, need)
    messages.success(request, _("The need was removed. What it said stands in the journal."))
    return redirect("offers:needs", alliance_slug)
