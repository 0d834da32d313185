from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.intake.actions.decide_rows import decide_rows
from staffelstab.web.intake.actions.read_list import read_list
from staffelstab.web.intake.enums import Deed, State, What
from staffelstab.web.intake.forms import UploadForm
from staffelstab.web.intake.models import ForeignList
from staffelstab.web.intake.pathway import UnreadableFile
from staffelstab.web.intake.queries.lists import (
    PAGE,
    lists_here,
    progress_of,
    rows_of,
    sources_here,
    tallies,
    to_take,
    undecided,
)
from staffelstab.web.intake.rules import (
    is_interrupted,
    may_discard,
    may_map,
    may_take_in_lists,
    may_take_over,
    may_undo,
)
from staffelstab.web.intake.tasks import start

MOST_EARLIER = 20


def list_here(list_id: int) -> ForeignList:
    return get_object_or_404(ForeignList.objects.select_related("source"), pk=list_id)


def lists(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Which list do you have? Upload, and what was read before."""
    may_take_in_lists(request.membership).or_refuse()
    form = UploadForm(request.POST or None, request.FILES or None)
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            read = read_upload(request, form)
        except UnreadableFile as error:
            problems = error.sentences
        else:
            return redirect("intake:columns" if len(read) == 1 else "intake:list", alliance_slug, read[0].pk)
    earlier, known = lists_here()[:MOST_EARLIER], sources_here()
    context = {"form": form, "problems": problems, "lists": earlier, "sources": known, "whats": What.choices}
    return render(request, "intake/lists.html", context)


def read_upload(request: AllianceRequest, form: UploadForm) -> list[ForeignList]:
    file, all_tables = form.cleaned_data["file"], form.cleaned_data["all_tables"]
    return read_list(request.membership, file_name=file.name, content=file.read(), all_tables=all_tables)


def foreign_list_view(request: AllianceRequest, alliance_slug: str, list_id: int) -> HttpResponse:
    """What would happen, what is happening, what became of it."""
    may_take_in_lists(request.membership).or_refuse()
    shown = list_here(list_id)
    now = timezone.now()
    context: dict[str, Any] = {
        "list": shown,
        "others": lists_here().filter(file_name=shown.file_name, state=State.READ).exclude(pk=shown.pk)[:10],
        "interrupted": is_interrupted(shown, now=now),
        "progress": progress_of(shown, now=now),
        "tallies": tallies(shown),
        "to_take": to_take(shown),
        "undecided": undecided(shown),
        "may_map": may_map(request.membership, shown),
        "may_undo": may_undo(request.membership, shown),
        "may_discard": may_discard(request.membership, shown),
        "may_take_over": may_take_over(
            request.membership, shown, new_organisations=shown.counts.get("new_organisations", 0)
        ),
    }
    return render(request, "intake/list.html", context)


def progress(request: AllianceRequest, alliance_slug: str, list_id: int) -> HttpResponse:
    """How far the work is; asked every few seconds. When it is done, the page loads itself anew."""
    may_take_in_lists(request.membership).or_refuse()
    shown = list_here(list_id)
    now = timezone.now()
    if not request.htmx:
        return redirect("intake:list", alliance_slug, list_id)
    context = {
        "list": shown,
        "progress": progress_of(shown, now=now),
        "interrupted": is_interrupted(shown, now=now),
    }
    response = render(request, "intake/_progress.html", context)
    if not shown.is_at_work or context["interrupted"]:
        response["HX-Refresh"] = "true"
    return response


def rows(request: AllianceRequest, alliance_slug: str, list_id: int, deed: str) -> HttpResponse:
    """The rows with which the same would happen, and what can be decided about them."""
    may_take_in_lists(request.membership).or_refuse()
    shown = list_here(list_id)
    if deed not in Deed.values:
        raise Http404
    if request.method == "POST":
        said = {name[4:]: str(value) for name, value in request.POST.items() if name.startswith("row_")}
        decide_rows(request.membership, shown, said)
        start(request.membership, shown, State.COMPARING, today=timezone.localdate())
        return redirect("intake:list", alliance_slug, list_id)
    page = Paginator(range(shown.counts.get(deed, 0)), PAGE).get_page(request.GET.get("page"))
    context = {
        "list": shown,
        "deed": Deed(deed),
        "page": page,
        "rows": rows_of(shown, deed, page.number),
        "may_map": may_map(request.membership, shown),
    }
    return render(request, "intake/rows.html", context)
