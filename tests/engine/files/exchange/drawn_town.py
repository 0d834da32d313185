"""Concepts for the tests of drawings: a sound one, a large one, a circle that nobody enters, and bad titles."""

from __future__ import annotations

from dataclasses import replace

from staffelstab.engine.model import (
    Attribute,
    Concept,
    Condition,
    Effect,
    Goal,
    Kind,
    Offer,
    Organisation,
    Outcome,
    Pathway,
    Period,
    Place,
    Scales,
    Transition,
    TransitionState,
    Value,
)

BAD_TITLES = (
    "",
    "   ",
    "<b>&amp;\"'</b>]]>",
    "a\x00b\x1b[31m",
    "lone \ud800 surrogate \uffff",
    "zwei\nZeilen\tund ein Tabulator",
    "مرحبا \u202everkehrt",
    "x" * 5000,
)
SCALES = Scales(
    (
        Attribute("status", "unordered", (Value("duldung"), Value("erlaubnis"), Value("verbot"))),
        Attribute("language", "ordered", (Value("none"), Value("A2"), Value("B1"))),
        Attribute("vocational", "ordered", (Value("none"), Value("contract"))),
    )
)
TRAINING = Goal("training", {"de": "Ausbildungsplatz"}, Condition({"vocational": ("contract",)}))
AIMED = TransitionState.AIMED


def sound_town() -> Pathway:
    """Advice, a course, training; from the course on it parts by target group. Two offers have one title."""
    offers = (
        Offer("beratung", {"de": "Beratung", "en": "Advice"}, Kind.ACCOMPANIMENT, organisation="kreis"),
        Offer("kurs", {"de": "Kurs"}, months=6, organisation="vhs", outcomes=(raises("language", "A2"),)),
        Offer("kurs2", {"de": "Kurs"}, months=6, outcomes=(raises("language", "B1"),)),
        Offer("ausbildung", {"de": "Ausbildung"}, months=12, outcomes=(raises("vocational", "contract"),)),
    )
    group = Condition({"status": ("duldung", "erlaubnis")})
    transitions = (
        Transition("beratung", "kurs", AIMED),
        Transition("kurs", "kurs2", AIMED, when=group, condition="mit Duldung oder Erlaubnis"),
        Transition("kurs", "ausbildung", TransitionState.AGREED),
        Transition("kurs2", "ausbildung", AIMED),
        Transition("beratung", "ausbildung", TransitionState.POSSIBLE),
    )
    return Pathway(
        "Musterdorf",
        SCALES,
        offers,
        Concept(tuple(offer.key for offer in offers), ("beratung",), transitions, (TRAINING,)),
        places=(Place("99001001", "Aue"),),
        organisations=(Organisation("kreis", "Kreis <Muster> & Söhne"), Organisation("vhs", "VHS")),
    )


def raises(attribute: str, value: str) -> Outcome:
    return Outcome("success", (Effect(attribute, value),))


def large_town(stations: int) -> Pathway:
    """Every station leads to the next and to the first, each in one of seven organisations; all lead to the goal."""
    keys = tuple(f"station-{n}" for n in range(stations))
    offers = tuple(
        Offer(
            key,
            {"de": f"Station {number % 10}"},
            organisation=f"o{number % 7}",
            period=Period(None, None),
            outcomes=(raises("vocational", "contract"),),
        )
        for number, key in enumerate(keys)
    )
    pairs = {(keys[n], keys[(n + step) % stations]) for n in range(stations) for step in (1, 7, 31)}
    transitions = tuple(Transition(*pair, AIMED) for pair in sorted(pairs) if pair[0] != pair[1])
    organisations = tuple(Organisation(f"o{n}", f"Träger {n}") for n in range(7))
    concept = Concept(keys, keys[:3], transitions, (TRAINING,))
    return replace(sound_town(), offers=offers, concept=concept, organisations=organisations)


def loop_town() -> Pathway:
    offers = (Offer("a", {"de": "A"}), Offer("b", {"de": "B"}))
    transitions = (Transition("a", "b", AIMED), Transition("b", "a", AIMED))
    return replace(sound_town(), offers=offers, concept=Concept(("a", "b"), (), transitions))
