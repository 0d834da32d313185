from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.journal.queries import who_changed
from staffelstab.web.kit.meanwhile import ChangedMeanwhile
from staffelstab.web.offers.actions.code_statement import code_statement
from staffelstab.web.offers.actions.finish_statement import finish_statement
from staffelstab.web.offers.actions.keep_code import PARTS, keep_code, start_code_book, version_of
from staffelstab.web.offers.forms import CodeForm
from staffelstab.web.offers.queries.statements import (
    code_called,
    code_counts,
    codes_here,
    desk_of,
    next_open,
    statements_for,
)
from staffelstab.web.offers.rules import may_code, may_keep_codes


def coding_desk(request: AllianceRequest, alliance_slug: str, statement_id: int) -> HttpResponse:
    """What is this statement about?"""
    statement = get_object_or_404(statements_for(request.membership), pk=statement_id)
    may_code(request.membership, statement).or_refuse()
    context = {
        "desk": desk_of(request.membership, statement),
        "may_keep": may_keep_codes(request.membership),
        "passage": request.GET.get("passage", ""),
    }
    return render(request, "offers/coding.html", context)


@require_POST
def give_code(request: AllianceRequest, alliance_slug: str, statement_id: int) -> HttpResponse:
    statement = get_object_or_404(statements_for(request.membership), pk=statement_id)
    may_code(request.membership, statement).or_refuse()
    passage = request.POST.get("passage", "")
    try:
        code = code_called(request.POST.get("code") or request.POST.get("named", ""))
        coding = code_statement(request.membership, statement, code, passage=passage.replace("\r\n", "\n"))
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        text = _("Given: %(code)s") if coding else _("Taken away: %(code)s")
        messages.success(request, text % {"code": code})
    return redirect("offers:coding", alliance_slug, statement_id)


@require_POST
def finish(request: AllianceRequest, alliance_slug: str, statement_id: int) -> HttpResponse:
    statement = get_object_or_404(statements_for(request.membership), pk=statement_id)
    finish_statement(request.membership, statement)
    following = next_open(request.membership, statement_id)
    if following:
        return redirect("offers:coding", alliance_slug, following)
    messages.success(request, _("You have finished all statements."))
    return redirect("offers:codes", alliance_slug)


def code_book(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """What is it about, and how often?"""
    context = {
        "kinds": code_counts(request.membership),
        "may_keep": may_keep_codes(request.membership),
        "total": statements_for(request.membership).count(),
    }
    return render(request, "offers/codes.html", context)


@require_POST
def start_code_book_view(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    count = start_code_book(request.membership)
    messages.success(request, _("%(n)s codes were written into the code book.") % {"n": count})
    return redirect("offers:codes", alliance_slug)


def new_code(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_keep_codes(request.membership).or_refuse()
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_code(request.membership, **_said(form))
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The code book was changed."))
            return redirect("offers:codes", alliance_slug)
    return render(request, "offers/code.html", {"form": form})


def edit_code(request: AllianceRequest, alliance_slug: str, code_id: int) -> HttpResponse:
    may_keep_codes(request.membership).or_refuse()
    code = get_object_or_404(codes_here(), pk=code_id)
    initial = {name: getattr(code, name) for name in PARTS}
    form = CodeForm(
        request.POST or None, initial=initial, who_changed=who_changed(code, request.alliance.slug)
    )
    if request.method == "POST" and form.is_valid():
        try:
            keep_code(request.membership, code, seen=version_of(code), **_said(form))
        except ChangedMeanwhile:
            return edit_code(request, alliance_slug, code_id)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The code book was changed."))
            return redirect("offers:codes", alliance_slug)
    return render(request, "offers/code.html", {"form": form, "code": code})


def _said(form: CodeForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in PARTS}
