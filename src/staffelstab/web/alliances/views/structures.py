from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.actions.add_structure import add_structure
from staffelstab.web.alliances.actions.record_founding import record_founding
from staffelstab.web.alliances.actions.record_involvement import record_involvement
from staffelstab.web.alliances.actions.remove_structure import remove_structure
from staffelstab.web.alliances.forms import FoundingForm, InvolvementForm, StructureForm
from staffelstab.web.alliances.models import AllianceRequest, Involvement
from staffelstab.web.alliances.pathway import reference_structures
from staffelstab.web.alliances.queries import Reader, involvements, structures, towns
from staffelstab.web.alliances.rules import may_edit_structures
from staffelstab.web.alliances.views.tabs import tabs_for
from staffelstab.web.kit.person_check import warn_about_persons


def structures_view(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """How is this alliance built?"""
    return _page(request)


def _page(request: AllianceRequest, **forms: Form) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {
        "towns": towns(request.alliance, Reader(request.membership), today=today),
        "today": today,
        "structures": structures(),
        "involvements": [(each, each.has_ended(today)) for each in involvements()],
        "reference": reference_structures(),
        "may_edit": may_edit_structures(request.membership),
        "founding_form": FoundingForm(initial={"founding": request.alliance.founding}),
        "structure_form": StructureForm(),
        "tabs": tabs_for(request),
        **forms,
    }
    return render(request, "alliances/structures.html", context)


@require_POST
def record_founding_view(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_edit_structures(request.membership).or_refuse()
    form = FoundingForm(request.POST)
    if not form.is_valid():
        return _page(request, founding_form=form)
    try:
        record_founding(request.membership, founding=form.cleaned_data["founding"])
    except ValidationError as problem:
        form.add_error("founding", problem.messages)
        return _page(request, founding_form=form)
    messages.success(request, _("It was recorded how the core group came about."))
    return redirect("alliances:structures", alliance_slug)


@require_POST
def add_structure_view(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_edit_structures(request.membership).or_refuse()
    form = StructureForm(request.POST)
    if not form.is_valid():
        return _page(request, structure_form=form)
    try:
        structure = add_structure(request.membership, **form.cleaned_data)
    except ValidationError:
        form.add_error("name", _("This structure is named already."))
        return _page(request, structure_form=form)
    messages.success(request, _("“%(name)s” was added.") % {"name": structure})
    warn_about_persons(request, {_("Name"): structure.name, _("Note"): structure.note})
    return redirect("alliances:structures", alliance_slug)


@require_POST
def remove_structure_view(request: AllianceRequest, alliance_slug: str, structure_id: int) -> HttpResponse:
    structure = get_object_or_404(structures(), pk=structure_id)
    may_edit_structures(request.membership).or_refuse()
    remove_structure(request.membership, structure)
    messages.success(request, _("“%(name)s” was removed.") % {"name": structure})
    return redirect("alliances:structures", alliance_slug)


def new_involvement(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    return _involvement(request, None)


def edit_involvement(request: AllianceRequest, alliance_slug: str, involvement_id: int) -> HttpResponse:
    return _involvement(request, get_object_or_404(involvements(), pk=involvement_id))


def _involvement(request: AllianceRequest, involvement: Involvement | None) -> HttpResponse:
    may_edit_structures(request.membership).or_refuse()
    known = involvement.described if involvement else {"valid_from": timezone.localdate()}
    form = InvolvementForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        saved = record_involvement(request.membership, involvement, **form.cleaned_data)
        messages.success(request, _("The involvement of the municipalities was recorded."))
        warn_about_persons(request, {_("In own words"): saved.other, _("Note"): saved.note})
        return redirect("alliances:structures", request.alliance.slug)
    return render(request, "alliances/involvement.html", {"form": form, "involvement": involvement})
