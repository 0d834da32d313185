"""Random pathways that a file can hold: valid in themselves, with awkward texts, keys and dates."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, cast

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite

from staffelstab.engine.files import to_document
from staffelstab.engine.files.rules.offers import highest_share
from staffelstab.engine.model import (
    AccessRule,
    Agreement,
    Attribute,
    Clock,
    ClockLimit,
    Concept,
    Condition,
    Effect,
    Funding,
    Goal,
    Handover,
    Kind,
    Label,
    Need,
    Offer,
    Organisation,
    Outcome,
    Pathway,
    Period,
    Place,
    ProfileSpace,
    Scales,
    Settings,
    Transition,
    TransitionState,
    Value,
    Verdict,
)

AWKWARD = (
    "=1+1", "+49", "-", "- a\n- b", "@x", "'quoted", "05170048", "1e5", "no", "nein", "null", "~",
    "2021-08-01", "01.08.2021", "true", "a: b", "# c", "<<", "_x0041_", "x;y,z", "keine Gemeinde", "niemand",
    "ab A2", "zwei\nZeilen", "{[", "Ümläut ß", "\U0001f600", "1.234", "a\u2028b", "tab\there", "&amp;<b>",
    "%", "*", "|", ">",
)  # fmt: skip
KEYS_OF_WORDS = (
    "bis",
    "ab",
    "nirgends",
    "05170048",
    "niemand",
    "ja",
    "none",
    "A2",
    "=x",
    "-",
    "null",
    "1",
    "1e5",
    "@",
)
MOST_MONTHS = 240

texts: SearchStrategy[str] = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\t"), max_size=20).map(
        str.strip
    ),
)
filled_texts = texts.filter(bool)
keys: SearchStrategy[str] = st.one_of(
    st.sampled_from(KEYS_OF_WORDS), st.from_regex(r"[a-zA-Zäß0-9][a-zA-Z0-9äöüß_./()-]{0,11}", fullmatch=True)
)
dates = st.dates(dt.date(1901, 1, 1), dt.date(2199, 12, 31))
labels: SearchStrategy[Label] = st.fixed_dictionaries({}, optional={"de": filled_texts, "en": filled_texts})
text_lists = st.lists(filled_texts, max_size=3).map(tuple)
months = st.integers(0, MOST_MONTHS)


def key_lists(smallest: int = 0, largest: int = 4) -> SearchStrategy[list[str]]:
    return st.lists(keys, min_size=smallest, max_size=largest, unique=True)


def some_of(words: list[str], smallest: int = 1) -> SearchStrategy[tuple[str, ...]]:
    """Some of these words, each once, in any order."""
    return st.permutations(words).flatmap(
        lambda mixed: st.integers(min(smallest, len(mixed)), len(mixed)).map(lambda n: tuple(mixed[:n]))
    )


def one_or_none(words: list[str]) -> SearchStrategy[str | None]:
    return st.sampled_from([None, *words])


@composite
def periods(draw: DrawFn) -> Period:
    begin, end = draw(st.none() | dates), draw(st.none() | dates)
    return Period(end, begin) if begin and end and begin > end else Period(begin, end)


@composite
def scales(draw: DrawFn) -> Scales:
    names = draw(key_lists(1, 5).filter(lambda found: not {"clocks", "begun_by"} & set(found)))
    count = draw(st.integers(1, min(3, len(names))))
    attributes = tuple(draw(attribute(name)) for name in names[:count])
    return Scales(attributes, tuple(draw(clock(name, attributes)) for name in names[count:]))


@composite
def attribute(draw: DrawFn, key: str) -> Attribute:
    values = tuple(
        Value(name, draw(labels), draw(st.none() | st.integers(-5, 5))) for name in draw(key_lists(1, 4))
    )
    kind = cast("Literal['ordered', 'unordered']", draw(st.sampled_from(["ordered", "unordered"])))
    return Attribute(key, kind, values, draw(labels), draw(st.booleans()))


@composite
def clock(draw: DrawFn, key: str, attributes: tuple[Attribute, ...]) -> Clock:
    if draw(st.booleans()):
        return Clock(key, "fixed", draw(labels))
    chosen = draw(st.sampled_from(attributes))
    values = draw(some_of([value.key for value in chosen.values]))
    return Clock(key, "since", draw(labels), chosen.key, values, draw(st.booleans()))


@composite
def values_of(draw: DrawFn, scales: Scales) -> dict[str, tuple[str, ...]]:
    chosen = draw(st.lists(st.sampled_from(scales.attributes), unique_by=lambda a: a.key, max_size=3))
    return {a.key: draw(some_of([value.key for value in a.values])) for a in chosen}


@composite
def conditions(draw: DrawFn, scales: Scales) -> Condition:
    fixed = [c.key for c in scales.clocks if c.kind == "fixed"]
    limits = {c.key: draw(clock_limits(c.kind)) for c in scales.clocks if draw(st.booleans())}
    begun_by = {name: draw(dates) for name in fixed if draw(st.booleans())}
    return Condition(draw(values_of(scales)), limits, begun_by)


@composite
def clock_limits(draw: DrawFn, kind: str) -> ClockLimit:
    low, high = sorted((draw(months), draw(months)))
    if kind == "since":
        return ClockLimit(low)
    return draw(st.sampled_from([ClockLimit(low, high), ClockLimit(low), ClockLimit(None, high)]))


@composite
def effects(draw: DrawFn, scales: Scales) -> Effect:
    chosen = draw(st.sampled_from(scales.attributes))
    names = [value.key for value in chosen.values]
    at = draw(st.integers(0, len(names) - 1))
    sources = names[:at] if chosen.kind == "ordered" else names
    return Effect(chosen.key, names[at], draw(one_or_none(sources)))


@composite
def outcomes(draw: DrawFn, scales: Scales, key: str, kind: Kind) -> Outcome:
    return Outcome(
        key=key,
        effects=tuple(draw(st.lists(effects(scales), max_size=2, unique_by=lambda effect: effect.attribute))),
        label=draw(labels),
        is_failure=draw(st.booleans()),
        share=draw(st.none() | st.floats(0, 1)),
        share_basis=draw(texts),
        months=draw(st.none() | (st.just(0) if kind is Kind.ACCOMPANIMENT else months)),
    )


@composite
def access_rules(draw: DrawFn, scales: Scales) -> AccessRule:
    verdict, when = draw(st.sampled_from(Verdict)), draw(conditions(scales))
    return AccessRule(verdict, when, draw(periods()), draw(texts))


@composite
def offers(draw: DrawFn, key: str, scales: Scales, known: dict[str, list[str]]) -> Offer:
    kind = draw(st.sampled_from(Kind))
    ends = tuple(draw(outcomes(scales, name, kind)) for name in draw(key_lists(0, 2)))
    if highest_share(ends, scales) > 1:
        ends = ends[:1]
    return Offer(
        key=key,
        title=draw(labels.filter(bool)),
        kind=kind,
        months=0 if kind is Kind.ACCOMPANIMENT else draw(months),
        access=tuple(draw(st.lists(access_rules(scales), max_size=2))),
        outcomes=ends,
        organisation=draw(one_or_none(known["organisations"])),
        funding=draw(one_or_none(known["fundings"])),
        period=draw(periods()),
        territory=draw(st.none() | some_of(known["places"], smallest=0)),
        start_months=tuple(draw(st.lists(st.integers(1, 12), max_size=3, unique=True))),
        places=draw(st.none() | st.integers(0, 10**6)),
        conditions=draw(text_lists),
        risks=draw(text_lists),
        category=draw(texts),
        sources=draw(text_lists),
        assumptions=draw(text_lists),
        catalogue_key=draw(st.none() | keys),
    )


@composite
def transitions(
    draw: DrawFn, ends: tuple[str, str], scales: Scales, named: SearchStrategy[str] = texts
) -> Transition:
    return Transition(
        *ends,
        state=draw(st.sampled_from(TransitionState)),
        when=draw(conditions(scales)),
        condition=draw(texts),
        handover=draw(
            st.builds(Handover, texts, texts, texts, st.none() | st.integers(0, 3650), texts, texts, texts)
        ),
        agreement=draw(named),
        assumptions=draw(text_lists),
    )


@composite
def concepts(
    draw: DrawFn, scales: Scales, offer_keys: list[str], agreements: tuple[Agreement, ...] = ()
) -> Concept:
    """Transitions name agreements of the file; where it keeps none, they name what they like."""
    words = ["", *(agreement.key for agreement in agreements)]
    named = st.sampled_from(words) if agreements else texts
    stations = draw(some_of(offer_keys, smallest=0))
    pairs = [(origin, target) for origin in stations for target in stations]
    ends = draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True)) if pairs else []
    goal_values = values_of(scales).filter(bool)
    return Concept(
        stations=stations,
        entry_points=draw(some_of(list(stations), smallest=0)),
        transitions=tuple(draw(transitions(pair, scales, named)) for pair in ends),
        goals=tuple(Goal(key, draw(labels), Condition(draw(goal_values))) for key in draw(key_lists(1, 2))),
        period=draw(periods()),
    )


@composite
def profile_spaces(draw: DrawFn, scales: Scales) -> ProfileSpace:
    names = [clock.key for clock in scales.clocks]
    chosen = draw(some_of(names, smallest=0))
    counted = st.lists(months, min_size=1, max_size=3, unique=True)
    clocks = {name: tuple(draw(counted)) for name in chosen}
    others = [name for name in names if name not in chosen]
    same_as = {name: draw(st.sampled_from(chosen)) for name in others if draw(st.booleans()) and chosen}
    return ProfileSpace(draw(values_of(scales)), clocks, same_as)


@composite
def needs(draw: DrawFn, key: str, scales: Scales, places: list[str]) -> Need:
    low, high = sorted((draw(st.integers(0, 9999)), draw(st.integers(0, 9999))))
    minimum, maximum = draw(
        st.sampled_from([(low, high), (low, low), (low, None), (None, high), (None, None)])
    )
    where = draw(st.none() | some_of(places, smallest=0))
    return Need(
        key,
        draw(conditions(scales)),
        where,
        minimum,
        maximum,
        draw(texts),
        draw(texts),
        draw(st.none() | dates),
    )


@composite
def agreements(draw: DrawFn, organisations: list[str]) -> tuple[Agreement, ...]:
    return tuple(
        Agreement(
            key, draw(filled_texts), draw(some_of(organisations, smallest=0)), draw(periods()), draw(texts)
        )
        for key in draw(key_lists(0, 2))
    )


@composite
def pathways(draw: DrawFn) -> Pathway:
    """A whole pathway that has no problem and no warning."""
    found = draw(scales())
    known = {name: draw(key_lists(0, 3)) for name in ("places", "organisations", "fundings")}
    offer_keys = draw(key_lists(0, 3))
    signed = draw(agreements(known["organisations"]))
    return Pathway(
        title=draw(filled_texts),
        scales=found,
        offers=tuple(draw(offers(key, found, known)) for key in offer_keys),
        concept=draw(concepts(found, offer_keys, signed)),
        profiles=draw(profile_spaces(found)),
        places=tuple(
            draw(st.builds(Place, st.just(key), filled_texts, *_numbers())) for key in known["places"]
        ),
        organisations=tuple(
            draw(st.builds(Organisation, st.just(k), filled_texts, texts)) for k in known["organisations"]
        ),
        fundings=tuple(
            draw(st.builds(Funding, st.just(key), filled_texts, periods(), st.booleans(), st.booleans()))
            for key in known["fundings"]
        ),
        needs=tuple(draw(needs(key, found, known["places"])) for key in draw(key_lists(0, 2))),
        settings=draw(
            st.builds(
                Settings, st.integers(1, 360), st.integers(0, 360), st.integers(0, 100), st.integers(0, 50)
            )
        ),
        date=draw(st.none() | dates),
        notes=draw(text_lists),
        sources=draw(st.dictionaries(filled_texts, filled_texts, max_size=2)),
        agreements=signed,
    )


def _numbers() -> tuple[SearchStrategy[Any], ...]:
    return (
        st.none() | st.integers(0, 10**7),
        st.none() | st.floats(-90, 90),
        st.none() | st.floats(-180, 180),
    )


def documents() -> SearchStrategy[dict[str, Any]]:
    """Plain data of the file format."""
    return pathways().map(to_document)
