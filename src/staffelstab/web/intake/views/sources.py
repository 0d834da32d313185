from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.intake.actions.forget_mapping import forget_mapping
from staffelstab.web.intake.actions.rename_mapping import rename_mapping
from staffelstab.web.intake.forms import NameForm
from staffelstab.web.intake.models import Mapping
from staffelstab.web.intake.phrases import FIELDS, WHY
from staffelstab.web.intake.queries.lists import sources_here
from staffelstab.web.intake.rules import may_take_in_lists


def sources(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Which sources are understood by themselves?"""
    may_take_in_lists(request.membership).or_refuse()
    return render(request, "intake/sources.html", {"sources": sources_here()})


def source(request: AllianceRequest, alliance_slug: str, source_id: int) -> HttpResponse:
    """How are the columns and words of this source understood?"""
    may_take_in_lists(request.membership).or_refuse()
    shown = get_object_or_404(Mapping, pk=source_id)
    form = NameForm(request.POST or None, initial={"name": shown.name})
    if request.method == "POST" and form.is_valid():
        rename_mapping(request.membership, shown, name=form.cleaned_data["name"])
        messages.success(request, _("The source has a new name."))
        return redirect("intake:source", alliance_slug, source_id)
    names = FIELDS[shown.what]
    columns = [
        (heading, names.get(target, WHY["private"] if target == "private" else _("further details")))
        for heading, target in zip(shown.headings, shown.content["columns"], strict=True)
    ]
    words = [
        (names.get(name, name), read, meaning or _("left empty"))
        for name, said in shown.content.get("words", {}).items()
        for read, meaning in said.items()
    ]
    context = {"source": shown, "form": form, "columns": columns, "words": words}
    return render(request, "intake/source.html", context)


@require_POST
def forget_source(request: AllianceRequest, alliance_slug: str, source_id: int) -> HttpResponse:
    may_take_in_lists(request.membership).or_refuse()
    forget_mapping(request.membership, get_object_or_404(Mapping, pk=source_id))
    messages.success(request, _("The source was forgotten. The next file is asked about anew."))
    return redirect("intake:sources", alliance_slug)
