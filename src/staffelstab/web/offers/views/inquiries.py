from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.kit.meanwhile import ChangedMeanwhile
from staffelstab.web.offers.actions.ask_provider import ask_provider
from staffelstab.web.offers.actions.decide_answer import decide_answer
from staffelstab.web.offers.actions.edit_offer import version_of
from staffelstab.web.offers.actions.remind_provider import remind_provider
from staffelstab.web.offers.actions.withdraw_inquiry import withdraw_inquiry
from staffelstab.web.offers.forms import DecisionForm
from staffelstab.web.offers.models import Answer, Inquiry
from staffelstab.web.offers.queries.comparing import sides_of
from staffelstab.web.offers.queries.inquiries import (
    AGES,
    count_without_provider,
    may_be_reminded,
    open_inquiries,
    unconfirmed_by_provider,
    waiting_answers,
)
from staffelstab.web.offers.rules import may_ask_providers, may_decide_answers


def confirmations(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """What has nobody confirmed for long, and whom do we ask?"""
    today = timezone.localdate()
    months = AGES[1] if request.GET.get("months") == str(AGES[1]) else AGES[0]
    letters = [(letter, may_be_reminded(letter, today=today)) for letter in open_inquiries()]
    context = {
        "rows": unconfirmed_by_provider(today=today, months=months),
        "without_provider": count_without_provider(today=today, months=months),
        "letters": letters,
        "waiting": waiting_answers(),
        "months": months,
        "ages": AGES,
        "may_ask": may_ask_providers(request.membership),
    }
    return render(request, "offers/confirmations.html", context)


@require_POST
def ask_providers(request: AllianceRequest, alliance_slug: str) -> HttpResponse:
    """One letter for each chosen provider; who cannot be asked is named, the others are asked all the same."""
    may_ask_providers(request.membership).or_refuse()
    today, sent = timezone.localdate(), 0
    rows = {str(row.organisation.pk): row for row in unconfirmed_by_provider(today=today, months=AGES[0])}
    for row in (rows[key] for key in request.POST.getlist("organisation") if key in rows):
        function = row.participation.contact_function if row.participation else ""
        try:
            ask_provider(request.membership, row.organisation, function=function, today=today)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        else:
            sent += 1
    if sent:
        said = ngettext("%(count)d letter was sent.", "%(count)d letters were sent.", sent)
        messages.success(request, said % {"count": sent})
    elif not request.POST.getlist("organisation"):
        messages.error(request, _("Choose at least one provider. Nothing was sent."))
    return redirect("offers:confirmations", alliance_slug)


@require_POST
def remind_provider_view(request: AllianceRequest, alliance_slug: str, inquiry_id: int) -> HttpResponse:
    inquiry = get_object_or_404(Inquiry.objects.all(), pk=inquiry_id)
    try:
        remind_provider(request.membership, inquiry, today=timezone.localdate())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(request, _("The reminder to “%(name)s” was sent.") % {"name": inquiry})
    return redirect("offers:confirmations", alliance_slug)


@require_POST
def withdraw_inquiry_view(request: AllianceRequest, alliance_slug: str, inquiry_id: int) -> HttpResponse:
    inquiry = get_object_or_404(Inquiry.objects.all(), pk=inquiry_id)
    try:
        withdraw_inquiry(request.membership, inquiry, today=timezone.localdate())
    except ValidationError as problem:
        messages.error(request, " ".join(problem.messages))
    else:
        messages.success(
            request, _("The letter to “%(name)s” is not waited for any more.") % {"name": inquiry}
        )
    return redirect("offers:confirmations", alliance_slug)


def decide_answer_view(request: AllianceRequest, alliance_slug: str, answer_id: int) -> HttpResponse:
    """A provider wishes a change: what is recorded, what would be, what is to count?"""
    may_decide_answers(request.membership).or_refuse()
    answer = get_object_or_404(Answer.objects.select_related("offer__organisation", "inquiry"), pk=answer_id)
    form = DecisionForm(request.POST or None, initial={"seen": version_of(answer.offer)})
    if request.method == "POST" and form.is_valid():
        try:
            decide_answer(request.membership, answer, today=timezone.localdate(), **form.cleaned_data)
        except ChangedMeanwhile:
            messages.warning(request, _("The offer was changed meanwhile. Please look once more."))
            return redirect("offers:answer", alliance_slug, answer_id)
        except ValidationError as problem:
            form.add_error(None, problem.messages)
        else:
            messages.success(request, _("Decided. The provider receives a letter about it."))
            return redirect("offers:confirmations", alliance_slug)
    context = {"answer": answer, "form": form, "sides": sides_of(answer)}
    return render(request, "offers/answer.html", context)
