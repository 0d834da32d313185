"""Small Lands to be checked: districts that share nothing, share stations, or are alike but for their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from staffelstab.engine.check import District
from staffelstab.engine.model import Agreement, Offer, Organisation, Pathway, Place
from tests.engine.strategies import Draw, small_pathways

SAME_ORDER = {"offer": "measure", "fund": "money", "990010": "990020"}
OTHER_ORDER = {"offer0": "offer9", "offer1": "offer0"}


def renamed(pathway: Pathway, words: Mapping[str, str]) -> Pathway:
    """The same pathway with other keys: each beginning of a key that `words` names becomes another."""

    def key(old: str) -> str:
        found = next((word for word in words if old.startswith(word)), None)
        return old if found is None else words[found] + old[len(found) :]

    def keys(old: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(key, old))

    concept = pathway.concept
    return replace(
        pathway,
        title="Another town",
        offers=tuple(_offer(offer, key) for offer in pathway.offers),
        concept=replace(
            concept,
            stations=keys(concept.stations),
            entry_points=keys(concept.entry_points),
            transitions=tuple(
                replace(t, origin=key(t.origin), target=key(t.target)) for t in concept.transitions
            ),
        ),
        places=tuple(Place(key(p.key), f"New {p.name}") for p in pathway.places),
        fundings=tuple(replace(f, key=key(f.key), name="New") for f in pathway.fundings),
        needs=tuple(
            replace(n, key=f"new-{n.key}", places=None if n.places is None else keys(n.places))
            for n in pathway.needs
        ),
    )


def _offer(offer: Offer, key: Callable[[str], str]) -> Offer:
    return replace(
        offer,
        key=key(offer.key),
        title={"de": f"New {offer.key}"},
        funding=None if offer.funding is None else key(offer.funding),
        territory=None if offer.territory is None else tuple(map(key, offer.territory)),
    )


@st.composite
def lands(draw: Draw) -> tuple[District, ...]:
    """Two or three districts, some alike but for their names."""
    first = draw(small_pathways())
    others = [
        draw(
            st.sampled_from(
                (
                    renamed(first, SAME_ORDER),
                    renamed(first, OTHER_ORDER),
                    replace(renamed(first, SAME_ORDER), needs=()),
                    replace(first, settings=replace(first.settings, horizon_months=2)),
                )
            )
        )
        for _ in range(draw(st.integers(1, 2)))
    ]
    return tuple(District(f"d{i}", f"District {i}", pathway) for i, pathway in enumerate((first, *others)))


@st.composite
def whole_files(draw: Draw) -> Pathway:
    """One file with two places that are districts of their own; agreements and organisations as they come."""
    pathway = draw(small_pathways())
    organisations = ("left", "right")
    offers = tuple(
        replace(
            o,
            organisation=draw(st.sampled_from((None, *organisations))),
            territory=draw(st.sampled_from((o.territory, ("99001001",), ("99002001",)))),
        )
        for o in pathway.offers
    )
    transitions = tuple(
        replace(t, agreement=draw(st.sampled_from(("", "a1", "Treaty", "on the phone"))))
        for t in pathway.concept.transitions
    )
    agreements = (
        Agreement("a1", "Treaty", organisations),
        Agreement("a2", draw(st.sampled_from(("Treaty", "Letter"))), ("left",)),
    )
    return replace(
        renamed(pathway, {"99001002": "99002001"}),
        offers=renamed(replace(pathway, offers=offers), {"99001002": "99002001"}).offers,
        places=(Place("99001001", "Aue"), Place("99002001", "Berg")),
        concept=replace(pathway.concept, transitions=transitions),
        organisations=tuple(Organisation(key, key) for key in organisations),
        agreements=agreements[: draw(st.integers(0, 2))],
    )
