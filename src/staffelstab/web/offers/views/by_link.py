"""What a provider sees who was asked by letter: no account, one page, one button."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from staffelstab.web.alliances.middleware import answers_link
from staffelstab.web.alliances.models import LinkRequest, Place
from staffelstab.web.alliances.queries import places_of
from staffelstab.web.journal.queries import who_changed
from staffelstab.web.kit.meanwhile import ChangedMeanwhile
from staffelstab.web.offers.actions.answer_inquiry import Said, answer_inquiry
from staffelstab.web.offers.actions.edit_offer import version_of
from staffelstab.web.offers.forms import AnswerForm
from staffelstab.web.offers.models import Answer
from staffelstab.web.offers.pathway import entry_sentences, offer_sentences, read_offer
from staffelstab.web.offers.queries import months_of_start
from staffelstab.web.offers.queries.inquiries import KIND, answers_of, inquiry_of
from staffelstab.web.offers.queries.letters import WORDS, recorded
from staffelstab.web.offers.views.choices import language


@answers_link(KIND)
def answer_by_link(request: LinkRequest, link_key: str) -> HttpResponse:
    """Are these offers still correct? Opening the page only chooses an answer; sending it counts."""
    answers = list(answers_of(inquiry_of(request.link_task)))
    places = list(places_of(request.link_task.alliance))
    forms = [_form_for(request, answer, places) for answer in answers if not answer.kind]
    problems: list[str] = []
    wrong = [form for form in forms if form.is_bound and not form.is_valid()]
    if request.method == "POST" and not wrong:
        try:
            said = [_said(form) for form in forms if form.answers]
            answer_inquiry(request.link_task, said, today=timezone.localdate())
        except ChangedMeanwhile:
            return answer_by_link(request, link_key)
        except ValidationError as problem:
            problems = problem.messages
        else:
            return redirect("offers_by_link:thanks", link_key)
    return render(request, "offers/answer_by_link.html", _page(request, forms, answers, problems))


@answers_link(KIND, also_when_done=True)
def thanks(request: LinkRequest, link_key: str) -> HttpResponse:
    """What was recorded?"""
    answers = list(answers_of(inquiry_of(request.link_task)))
    context = {
        "task": request.link_task,
        "answers": [(answer, recorded(answer)) for answer in answers],
        "is_complete": all(answer.kind for answer in answers),
        "link_key": link_key,
        "plain": True,
    }
    return render(request, "offers/thanks.html", context)


def _page(
    request: LinkRequest, forms: list[AnswerForm], answers: list[Answer], problems: list[str]
) -> dict[str, object]:
    return {
        "task": request.link_task,
        "inquiry": inquiry_of(request.link_task),
        "questions": [(form, _facts(form)) for form in forms],
        "answered": [(answer, recorded(answer)) for answer in answers if answer.kind],
        "problems": problems,
        "plain": True,
    }


def _form_for(request: LinkRequest, answer: Answer, places: list[Place]) -> AnswerForm:
    offer = answer.offer
    word, only = request.GET.get("antwort", ""), request.GET.get("angebot", "")
    chosen = WORDS.get(word, "") if only in ("", str(offer.pk)) else ""
    return AnswerForm(
        request.POST or None,
        prefix=f"o{offer.pk}",
        offer=offer,
        places=places,
        who_changed=who_changed(offer, request.link_task.alliance.slug),
        initial={
            "kind": chosen,
            "places": offer.places,
            "start_months": offer.start_months,
            "valid_to": offer.valid_to,
            "everywhere": offer.everywhere,
            "territory": [place.pk for place in offer.territory.all()],
            "conditions": "\n".join(offer.definition.get("conditions", [])),
        },
    )


def _said(form: AnswerForm) -> Said:
    said = form.cleaned_data
    return Said(
        offer_id=form.offer.pk,
        kind=said["kind"],
        last_day=said["last_day"],
        facts=form.changed_facts(),
        wishes=form.wishes(),
        note=form.remark(),
        seen=version_of(form.offer),
    )


def _facts(form: AnswerForm) -> dict[str, object]:
    """The offer in plain sentences."""
    read, today = read_offer(form.offer), timezone.localdate()
    lines = entry_sentences(read.offer, language(), on=today) if read.offer else read.complaints(language())
    return {
        "entry": lines,
        "conditions": form.offer.definition.get("conditions", []),
        "outcomes": offer_sentences(read, language(), today=today).outcomes,
        "start_months": months_of_start(form.offer),
    }
