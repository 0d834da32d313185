"""A work aid as a workbook: fetch it, fill it in elsewhere, bring it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.alliances.queries import slug_of
from staffelstab.web.surveys.actions.apply_upload import apply_upload
from staffelstab.web.surveys.actions.begin_sheet import begin_sheet
from staffelstab.web.surveys.actions.read_upload import read_upload
from staffelstab.web.surveys.actions.undo_upload import undo_upload
from staffelstab.web.surveys.exports.workbook import workbook_of
from staffelstab.web.surveys.forms import UploadForm
from staffelstab.web.surveys.models import Round, Upload
from staffelstab.web.surveys.pathway import UnreadableWorkbook, in_words
from staffelstab.web.surveys.queries import (
    aid_of_round,
    changes_of,
    own_sheet,
    typed_in,
    uploads_of,
    world_of,
)
from staffelstab.web.surveys.rules import may_answer
from staffelstab.web.surveys.views.rounds import round_here

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_REMARKS, MOST_EARLIER = 500, 10


def template(request: AllianceRequest, alliance_slug: str, round_id: int) -> HttpResponse:
    """The work aid, or one section of it, with what is answered already."""
    asked, person = round_here(round_id), request.membership
    may_answer(person, asked).or_refuse()
    aid, wanted = aid_of_round(asked), request.GET.get("abschnitt", "")
    sections = tuple(s for s in aid.sections if s.key == wanted) or aid.sections
    content = workbook_of(
        aid,
        sections,
        typed_in(own_sheet(person, asked)),
        world_of(request.alliance),
        asked_for=f"{request.alliance}: {asked}",
    )
    answer = HttpResponse(content, content_type=XLSX)
    name = slug_of(f"{in_words(aid.title)} {asked.title}")[:80]
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def upload(request: AllianceRequest, alliance_slug: str, round_id: int) -> HttpResponse:
    """What stands in your workbook?"""
    asked = round_here(round_id)
    may_answer(request.membership, asked).or_refuse()
    form = UploadForm(request.POST or None, request.FILES or None)
    problems: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            read = _read(request, asked, form)
        except UnreadableWorkbook as refusal:
            problems = refusal.sentences
        else:
            return redirect("surveys:preview", alliance_slug, round_id, read.pk)
    aid = aid_of_round(asked)
    context = {
        "round": asked,
        "form": form,
        "problems": problems,
        "parts": [(section.key, in_words(section.title)) for section in aid.sections],
        "earlier": uploads_of(request.membership, asked)[:MOST_EARLIER],
    }
    return render(request, "surveys/upload.html", context)


def _read(request: AllianceRequest, asked: Round, form: UploadForm) -> Upload:
    file = form.cleaned_data["file"]
    mine = begin_sheet(request.membership, asked, today=timezone.localdate())
    return read_upload(request.membership, mine, file_name=file.name, content=file.read())


def preview(request: AllianceRequest, alliance_slug: str, round_id: int, upload_id: int) -> HttpResponse:
    """What would change, and which cells are no answers?"""
    asked = round_here(round_id)
    read = get_object_or_404(uploads_of(request.membership, asked), pk=upload_id)
    context = {
        "round": asked,
        "upload": read,
        "changes": changes_of(read, world_of(request.alliance)),
        "remarks": read.remarks[:MOST_REMARKS],
        "more_remarks": len(read.remarks[MOST_REMARKS:]),
        "may_answer": may_answer(request.membership, asked),
    }
    return render(request, "surveys/preview.html", context)


@require_POST
def apply(request: AllianceRequest, alliance_slug: str, round_id: int, upload_id: int) -> HttpResponse:
    read = get_object_or_404(uploads_of(request.membership, round_here(round_id)), pk=upload_id)
    try:
        apply_upload(request.membership, read)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The answers of the file were taken over. You can take that back here."))
    return redirect("surveys:preview", alliance_slug, round_id, upload_id)


@require_POST
def undo(request: AllianceRequest, alliance_slug: str, round_id: int, upload_id: int) -> HttpResponse:
    read = get_object_or_404(uploads_of(request.membership, round_here(round_id)), pk=upload_id)
    try:
        undo_upload(request.membership, read)
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The file was taken back. Your answers are as they were before."))
    return redirect("surveys:preview", alliance_slug, round_id, upload_id)
