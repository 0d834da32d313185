"""Fixed words of this room."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

CATEGORIES = {
    "language": _("Language"),
    "school": _("School"),
    "vocational_preparation": _("Vocational preparation"),
    "training": _("Training"),
    "work": _("Work"),
    "counselling": _("Counselling"),
    "status_step": _("Residence status"),
    "childcare_support": _("Childcare"),
}
OPENNESS = {
    "open": _("open"),
    "conditional": _("open under conditions"),
    "uncertain": _("uncertain"),
    "closed": _("closed"),
}

MEASURES = {
    "persons": "",
    "share_percent": _("per cent"),
    "posts_teilhabemanagement": _("posts of Teilhabemanagement"),
    "persons_planned_to_reach": _("persons planned to be reached"),
}
PUBLISHED_GROUPS = {
    "duldung": _("people with a Duldung"),
    "gestattung": _("people with permission to stay (asylum procedure)"),
    "duldung_or_gestattung": _("people with a Duldung or in the asylum procedure"),
    "all_refugees": _("refugees of any status"),
    "in_sgb_ii": _("refugees under SGB II"),
    "obliged_to_leave": _("people obliged to leave"),
    "duldung_among_obliged_to_leave": _("people with a Duldung among those obliged to leave"),
    "asylum_seekers_reachable": _("asylum seekers who could be supported"),
    "programme_target_group": _("target group of the programme"),
    "": _("target group of the programme"),
}

DEEDS = {
    "offers.create_offer": _("recorded"),
    "offers.create_offers": _("taken over from a list"),
    "offers.edit_offer": _("changed"),
    "offers.confirm_offer": _("confirmed as still correct"),
    "offers.end_offer": _("end reported"),
    "offers.decide_answer": _("change of the provider decided about"),
    "offers.decide_law_change": _("change of law decided about"),
    "offers.list_offer": _("listed here"),
    "offers.unlist_offer": _("taken off the list"),
}
PARTS = {
    "title": _("title"),
    "kind": _("kind"),
    "months": _("duration in months"),
    "organisation": _("provider"),
    "funding": _("funding"),
    "valid_from": _("offered from"),
    "valid_to": _("offered to"),
    "territory": _("municipalities"),
    "start_months": _("months in which it starts"),
    "places": _("places"),
    "category": _("field of work"),
    "conditions": _("further entry conditions"),
    "risks": _("risks"),
    "sources": _("sources"),
    "assumptions": _("assumptions"),
    "access": _("entry conditions"),
    "outcomes": _("outcomes"),
}


def category_word(key: str) -> str:
    """Categories of the catalogue are translated; an own word stays as it is."""
    return str(CATEGORIES.get(key, key)) if key else gettext("without category")


def published_label(status: str, age_from: int | None, age_to: int | None) -> str:
    """The group of a published figure in words."""
    kind, _colon, nationality = status.partition(":")
    kind = kind.removesuffix("_nationality")
    group = str(PUBLISHED_GROUPS.get(kind, kind)) + (f" ({nationality})" if nationality else "")
    if age_from == 0 and age_to is None:
        return gettext("%(group)s, all ages") % {"group": group}
    if age_from is None or age_to is None:
        return group
    return gettext("%(group)s, %(low)s to %(high)s years") % {"group": group, "low": age_from, "high": age_to}


def measure_word(key: str) -> str:
    """What is counted, where it is not persons."""
    return str(MEASURES.get(key, key))
