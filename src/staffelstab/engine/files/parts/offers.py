"""Offers with their access rules, outcomes and effects."""

from __future__ import annotations

from typing import Any

from staffelstab.engine.files import scalars
from staffelstab.engine.files.entry import Entry
from staffelstab.engine.files.parts.conditions import condition_of, condition_to_document
from staffelstab.engine.files.parts.plain import period_to_document, unless, without_defaults
from staffelstab.engine.model import AccessRule, Effect, Kind, Offer, Outcome, Scales, Verdict

OFFER_KEYS = (
    "key", "title", "kind", "months", "organisation", "funding", "valid_from", "valid_to", "territory",
    "start_months", "places", "category", "catalogue_key", "conditions", "risks", "sources", "assumptions",
    "access", "outcomes",
)  # fmt: skip
ACCESS_KEYS = ("verdict", "valid_from", "valid_to", "when", "note")
OUTCOME_KEYS = ("key", "label", "failure", "share", "share_basis", "months", "effects")
EFFECT_KEYS = ("attribute", "to", "from")
EVERYBODY = (AccessRule(),)


def read_offer(entry: Entry, scales: Scales) -> Offer:
    return Offer(
        key=entry.key(),
        title=entry.label("title", required=True),
        kind=entry.choice("kind", Kind) or Kind.MEASURE,
        months=entry.whole("months") or 0,
        access=_read_access(entry, scales),
        outcomes=tuple(map(_read_outcome, entry.tables("outcomes", OUTCOME_KEYS))),
        organisation=entry.reference("organisation"),
        funding=entry.reference("funding"),
        period=entry.period(),
        territory=entry.optional_list("territory", scalars.read_key),
        start_months=entry.list_of("start_months", lambda v, p, c: scalars.read_whole(v, p, c, 1, 12)),
        places=entry.whole("places", maximum=scalars.MOST_PERSONS),
        conditions=entry.texts("conditions"),
        risks=entry.texts("risks"),
        category=entry.text("category"),
        sources=entry.texts("sources"),
        assumptions=entry.texts("assumptions"),
        catalogue_key=entry.reference("catalogue_key"),
    )


def _read_access(entry: Entry, scales: Scales) -> tuple[AccessRule, ...]:
    if not entry.has("access"):
        return EVERYBODY
    return tuple(_read_rule(rule, scales) for rule in entry.tables("access", ACCESS_KEYS))


def _read_rule(entry: Entry, scales: Scales) -> AccessRule:
    return AccessRule(
        verdict=entry.choice("verdict", Verdict) or Verdict.OPEN,
        when=condition_of(entry, "when", scales),
        period=entry.period(),
        note=entry.text("note"),
    )


def _read_outcome(entry: Entry) -> Outcome:
    return Outcome(
        key=entry.key(),
        effects=tuple(map(_read_effect, entry.tables("effects", EFFECT_KEYS))),
        label=entry.label(),
        is_failure=entry.flag("failure"),
        share=entry.number("share", 0, 1),
        share_basis=entry.text("share_basis"),
        months=entry.whole("months"),
    )


def _read_effect(entry: Entry) -> Effect:
    return Effect(entry.key("attribute"), entry.key("to"), entry.reference("from"))


def offer_to_document(offer: Offer, scales: Scales | None = None) -> dict[str, Any]:
    """Plain data of one offer, defaults left out; with scales, conditions use min and max."""
    document = without_defaults(
        key=offer.key,
        title=dict(offer.title),
        kind=str(offer.kind),
        months=unless(offer.months, 0),
        organisation=offer.organisation,
        funding=offer.funding,
        **period_to_document(offer.period),
    )
    if offer.territory is not None:
        document["territory"] = list(offer.territory)
    document |= without_defaults(
        start_months=list(offer.start_months),
        places=offer.places,
        category=offer.category,
        catalogue_key=offer.catalogue_key,
        conditions=list(offer.conditions),
        risks=list(offer.risks),
        sources=list(offer.sources),
        assumptions=list(offer.assumptions),
    )
    if offer.access != EVERYBODY:
        document["access"] = [_rule_to_document(rule, scales) for rule in offer.access]
    if offer.outcomes:
        document["outcomes"] = [_outcome_to_document(outcome) for outcome in offer.outcomes]
    return document


def _rule_to_document(rule: AccessRule, scales: Scales | None) -> dict[str, Any]:
    return without_defaults(
        verdict=str(rule.verdict),
        **period_to_document(rule.period),
        when=condition_to_document(rule.when, scales),
        note=rule.note,
    )


def _outcome_to_document(outcome: Outcome) -> dict[str, Any]:
    return without_defaults(
        key=outcome.key,
        label=dict(outcome.label),
        failure=outcome.is_failure,
        share=outcome.share,
        share_basis=outcome.share_basis,
        months=outcome.months,
        effects=[
            without_defaults(attribute=effect.attribute, to=effect.to, from_=effect.source)
            for effect in outcome.effects
        ],
    )
