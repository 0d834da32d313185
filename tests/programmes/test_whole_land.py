"""The invented Land: real places and laws, about 5,000 offers, stated as invented, the same on every machine."""

from __future__ import annotations

from dataclasses import replace

import pytest

from staffelstab.engine.check import Question
from staffelstab.engine.check.land.cut import cut_districts
from staffelstab.engine.check.land.shape import shape_of
from staffelstab.engine.files import WARNING_CODES, validate
from staffelstab.engine.model import Pathway
from staffelstab.programmes import regular_system, territories, whole_land

Land = dict[str, Pathway]


@pytest.fixture(scope="module", params=whole_land.VARIANTS)
def land(request: pytest.FixtureRequest) -> Land:
    return dict(whole_land.district_pathways(request.param))


@pytest.fixture(scope="module")
def as_regulated() -> Land:
    return dict(whole_land.district_pathways("as_regulated"))


def test_it_is_the_whole_of_north_rhine_westphalia(land: Land) -> None:
    assert len(land) == 53
    places = [place.key for pathway in land.values() for place in pathway.places]
    assert sorted(places) == sorted(m.ags for m in territories.municipalities())
    assert 4_500 < sum(len(p.offers) for p in land.values()) < 5_500


def test_about_sixty_offers_are_open_to_a_resident_of_each_place(land: Land) -> None:
    for pathway in land.values():
        for place in pathway.places:
            assert 50 <= sum(place.key in (o.territory or ()) for o in pathway.offers) <= 62


def test_every_file_is_valid_and_says_that_it_is_invented(land: Land) -> None:
    for key, pathway in land.items():
        assert {problem.code for problem in validate(pathway)} <= WARNING_CODES, key
        assert "ERFUNDEN" in pathway.notes[0]
        assert all("ERFUNDEN" in offer.assumptions[-1] for offer in pathway.offers)
        assert pathway.needs == (), "nobody counted"


def test_the_whole_regular_system_is_everywhere(land: Land) -> None:
    regular = set(regular_system.stations(whole_land.DATE))
    for pathway in land.values():
        assert regular <= {offer.catalogue_key for offer in pathway.offers}


def test_organisations_are_named_by_function_and_district(land: Land) -> None:
    for pathway in land.values():
        assert pathway.organisations
        assert all(pathway.title in organisation.name for organisation in pathway.organisations)


def shapes(land: Land) -> int:
    question = Question(whole_land.DATE)
    return len({shape_of(pathway, question).content() for pathway in land.values()})


def test_law_makes_districts_of_equal_size_alike(as_regulated: Land) -> None:
    assert shapes(as_regulated) == len({len(pathway.places) for pathway in as_regulated.values()})


def test_no_two_districts_of_the_other_land_are_alike() -> None:
    assert shapes(dict(whole_land.district_pathways("all_different"))) == 53


def test_another_seed_gives_another_land_and_the_same_seed_the_same() -> None:
    first, again, other = (next(whole_land.district_pathways("all_different", seed=s)) for s in (1, 1, 2))
    assert first == again
    assert first != other


def test_one_file_is_cut_into_the_same_districts(as_regulated: Land) -> None:
    whole = whole_land.whole_pathway("as_regulated")
    names = {key: pathway.title for key, pathway in as_regulated.items()}
    cut = cut_districts(whole, names)
    assert [d.key for d in cut] == list(as_regulated)
    assert all(not d.border for d in cut)
    for district in cut:
        alone = as_regulated[district.key]
        used = {offer.funding for offer in alone.offers}
        fundings = tuple(f for f in alone.fundings if f.key in used)
        assert district.pathway == replace(alone, fundings=fundings)


def test_an_unknown_variant_is_refused() -> None:
    with pytest.raises(LookupError, match="as_regulated"):
        whole_land.variation("atlantis")
