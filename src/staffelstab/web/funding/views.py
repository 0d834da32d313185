from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.funding.actions.create_funding import create_funding
from staffelstab.web.funding.actions.edit_funding import FIELDS, edit_funding
from staffelstab.web.funding.forms import FundingForm
from staffelstab.web.funding.models import Funding
from staffelstab.web.funding.pathway import programme, programme_choices, programme_summaries
from staffelstab.web.funding.queries import (
    belongs_to_alliance,
    fields_of_work,
    fundings_here,
    fundings_not_used,
    uses_here,
)
from staffelstab.web.funding.rules import may_edit_funding, may_record_funding


def language() -> str:
    return get_language() or "de"


def funding_list(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Which programme pays for what here, and how do they complement each other?"""
    today = timezone.localdate()
    uses = uses_here(today=today)
    here = fundings_here(uses, today=today)
    in_force = [entry.funding for entry in here if not entry.is_over]
    context = {
        "here": here,
        "others": fundings_not_used(here),
        "in_force": in_force,
        "fields": fields_of_work(uses, in_force),
        "summaries": programme_summaries(language()),
        "programmes": programme_choices(language()),
        "may_record": may_record_funding(request.membership),
    }
    return render(request, "funding/list.html", context)


def funding_detail(request: AllianceRequest, alliance_slug: str, funding_id: int) -> HttpResponse:
    """Which programme pays for what, under which rule, from when to when?"""
    today = timezone.localdate()
    funding = get_object_or_404(Funding, pk=funding_id)
    belongs_here = belongs_to_alliance(funding, alliance_slug, today=today)
    context = {
        "funding": funding,
        "is_over": funding.is_over(today),
        "uses": [use for use in uses_here(today=today) if use.funding_id == funding.pk],
        "programme": programme(funding.programme_key, language()) if funding.programme_key else None,
        "may_edit": may_edit_funding(request.membership, belongs_here=belongs_here),
    }
    return render(request, "funding/detail.html", context)


def programme_view(request: AllianceRequest, alliance_slug: str, programme_key: str) -> HttpResponse:
    """What does a programme pay for, whether or not it is used here?"""
    profile = programme(programme_key, language())
    if profile is None:
        raise Http404
    return render(request, "funding/programme.html", {"programme": profile})


def new_funding(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_record_funding(request.membership).or_refuse()
    form = FundingForm(request.POST or None, programmes=programme_choices(language()))
    if request.method == "POST" and form.is_valid():
        try:
            funding = create_funding(request.membership, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The funding “%(name)s” was recorded.") % {"name": funding})
            return redirect("funding:detail", alliance_slug, funding.pk)
    return render(request, "funding/edit.html", {"form": form})


def edit_funding_view(request: AllianceRequest, alliance_slug: str, funding_id: int) -> HttpResponse:
    today = timezone.localdate()
    funding = get_object_or_404(Funding, pk=funding_id)
    belongs_here = belongs_to_alliance(funding, alliance_slug, today=today)
    may_edit_funding(request.membership, belongs_here=belongs_here).or_refuse()
    form = FundingForm(
        request.POST or None, programmes=programme_choices(language()), initial=_known(funding)
    )
    if request.method == "POST" and form.is_valid():
        try:
            edit_funding(request.membership, funding, today=today, **form.cleaned_data)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The funding was changed."))
            return redirect("funding:detail", alliance_slug, funding.pk)
    return render(request, "funding/edit.html", {"form": form, "funding": funding})


def _known(funding: Funding) -> dict[str, Any]:
    return {field: getattr(funding, field) for field in FIELDS}
