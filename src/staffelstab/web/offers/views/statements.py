from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.journal.queries import who_changed
from staffelstab.web.kit.meanwhile import ChangedMeanwhile, tell_merged
from staffelstab.web.kit.person_check import suspicions
from staffelstab.web.offers.actions.edit_statement import PARTS, edit_statement, version_of
from staffelstab.web.offers.actions.record_statements import record_statements
from staffelstab.web.offers.forms import PasteForm, StatementFilterForm, StatementForm
from staffelstab.web.offers.forms.statements import paragraphs
from staffelstab.web.offers.models import Statement
from staffelstab.web.offers.queries.statements import (
    codes_here,
    fitting_statements,
    known_texts,
    statements_for,
)
from staffelstab.web.offers.rules import may_code_at_all, may_record_statements

STATEMENTS_PER_PAGE = 50


def statement_list(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """What was said, and what was it about?"""
    form = StatementFilterForm(request.GET, codes=codes_here())
    found = fitting_statements(request.membership, form.criteria())
    context = {
        "form": form,
        "page": Paginator(found, STATEMENTS_PER_PAGE).get_page(request.GET.get("page")),
        "count_here": statements_for(request.membership).count(),
        "may_record": may_record_statements(request.membership),
        "may_code": may_code_at_all(request.membership),
    }
    return render(request, "offers/statements.html", context)


def new_statement(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    may_record_statements(request.membership).or_refuse()
    form = StatementForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            record_statements(request.membership, [form.said()])
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The statement was recorded."))
            return redirect("offers:statements", alliance_slug)
    return render(request, "offers/statement.html", {"form": form})


def edit_statement_view(request: AllianceRequest, alliance_slug: str, statement_id: int) -> HttpResponse:
    may_record_statements(request.membership).or_refuse()
    statement = get_object_or_404(statements_for(request.membership), pk=statement_id)
    form = _form_for(request, statement)
    if request.method == "POST" and form.is_valid():
        try:
            edit_statement(request.membership, statement, form.said(), seen=version_of(statement))
        except ChangedMeanwhile:
            return edit_statement_view(request, alliance_slug, statement_id)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("The statement was changed."))
            tell_merged(request, form)
            return redirect("offers:statements", alliance_slug)
    return render(request, "offers/statement.html", {"form": form, "statement": statement})


def _form_for(request: AllianceRequest, statement: Statement) -> StatementForm:
    return StatementForm(
        request.POST or None,
        initial={name: getattr(statement, name) for name in PARTS},
        who_changed=who_changed(statement, request.alliance.slug),
    )


def paste_statements(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """Many statements at once: paste, look, take over."""
    may_record_statements(request.membership).or_refuse()
    form = PasteForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and "save" in request.POST:
        known = known_texts(paragraphs(form.cleaned_data["texts"]))
        stored = record_statements(request.membership, form.said(known))
        said = {"n": len(stored), "known": len(known)}
        messages.success(request, _("%(n)s statements were recorded; %(known)s were there already.") % said)
        return redirect("offers:statements", alliance_slug)
    return render(request, "offers/paste.html", {"form": form, "rows": _preview(form)})


def _preview(form: PasteForm) -> list[dict[str, object]]:
    texts = paragraphs(form.cleaned_data.get("texts", "")) if form.is_bound and form.cleaned_data else []
    known = known_texts(texts)
    return [{"text": text, "is_known": text in known, "signs": suspicions(text)} for text in texts]
