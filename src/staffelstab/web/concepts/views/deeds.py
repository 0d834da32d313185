"""The frame of every change from a page: do it, say what happened to the findings, keep what was typed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.humanize.templatetags.humanize import intcomma
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from staffelstab.web.alliances.models import AllianceRequest
from staffelstab.web.concepts.actions.change_concept import ConceptChanged
from staffelstab.web.concepts.models import Change, Concept
from staffelstab.web.concepts.pathway import Telling
from staffelstab.web.concepts.views.pages import answer_with_board, page_of, wants_board_only
from staffelstab.web.kit.verdict import Refused

MOST_CHANGES_TOLD = 5


def do_and_show(
    request: AllianceRequest, concept: Concept, deed: Callable[[], object], said: str
) -> HttpResponse:
    """After the deed the page shows the same question again, with the difference in findings."""
    query = QueryDict(request.POST.get("view", ""))
    before = page_of(concept, query).board.telling
    try:
        deed()
    except ConceptChanged as conflict:
        messages.warning(request, meanwhile(conflict.changes))
        concept.refresh_from_db()
    except Refused as refusal:
        messages.error(request, _("Nothing was changed. %(why)s") % {"why": refusal})
    except ValidationError as problem:
        messages.error(request, _("Nothing was changed. %(why)s") % {"why": " ".join(problem.messages)})
    else:
        after = page_of(concept, query).board.telling
        outcome = settled(request.POST.get("finding", ""), before, after)
        messages.success(request, " ".join(filter(None, (said, difference(before, after), outcome))))
    return back_to(request, concept, query)


def back_to(request: AllianceRequest, concept: Concept, query: QueryDict) -> HttpResponse:
    if wants_board_only(request):
        return answer_with_board(request, concept, query)
    name = "concepts:table" if request.POST.get("page") == "table" else "concepts:concept"
    address = reverse(name, args=[request.alliance.slug, concept.pk])
    return redirect(f"{address}?{query.urlencode()}" if query else address)


def difference(before: Telling, after: Telling) -> str:
    """What the deed did to the findings: "serious: 16 instead of 17"."""
    if not (before.was_checked and after.was_checked):
        return ""
    was, became = before.counted(), after.counted()
    parts = [_instead(word, was[word], count) for word, count in became.items() if was[word] != count]
    if before.with_way != after.with_way:
        parts.append(_instead(_("situations with a gapless way"), before.with_way, after.with_way))
    return (
        _("Findings now: %(parts)s.") % {"parts": "; ".join(parts)}
        if parts
        else _("The findings stay the same.")
    )


def settled(name: str, before: Telling, after: Telling) -> str:
    """Whether the deed settled the finding from which it was done; empty for deeds from elsewhere."""
    if not after.was_checked or name not in {told.name for told in before.findings}:
        return ""
    left = next((told for told in after.findings if told.name == name), None)
    if left is None:
        return _("The finding is settled.")
    return _("The finding is not settled yet: %(title)s (%(persons)s).") % {
        "title": left.title,
        "persons": left.persons,
    }


def _instead(word: str, was: int, became: int) -> str:
    numbers = {"word": word, "after": intcomma(became), "before": intcomma(was)}
    return _("%(word)s %(after)s instead of %(before)s") % numbers


def meanwhile(changes: list[Change]) -> str:
    """What somebody else did since the page was opened."""
    told = [
        f"{code_word(change.code)}: {change.subject} ({change.by})" for change in changes[:MOST_CHANGES_TOLD]
    ]
    text = _("Nothing was stored, because the concept was changed meanwhile: %(changes)s. Please try again.")
    return text % {"changes": "; ".join(told)}


def code_word(code: str) -> str:
    words = {
        "add_station": _("station added"),
        "remove_station": _("station removed"),
        "mark_entry_point": _("entry point changed"),
        "add_transition": _("transition added"),
        "edit_transition": _("transition changed"),
        "remove_transition": _("transition removed"),
        "edit_concept": _("details changed"),
        "redo_change": _("change brought back"),
        "merge_variant": _("variant merged"),
        "undo_change": _("change taken back"),
        "apply_import": _("file taken over"),
        "undo_import": _("file taken back"),
        "take_regular_system": _("regular system taken over"),
    }
    return words.get(code, code)
