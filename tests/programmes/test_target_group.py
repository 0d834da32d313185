"""Published figures, and the rule on posts against what was published."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from staffelstab.programmes.errors import ProgrammeDataError
from staffelstab.programmes.profiles import programme_profile
from staffelstab.programmes.staffing import FILE, read_staffing_rules, staffing_rules
from staffelstab.programmes.target_group import (
    FOLDER,
    Measure,
    PublishedFigure,
    Qualifier,
    figures_of,
    figures_of_the_state,
    published_figures,
    read_figures,
)
from staffelstab.programmes.territories import districts, municipalities

FIGURES = {figure.key: figure for figure in published_figures()}
RULE = next(rule for rule in staffing_rules() if rule.key == "teilhabemanagement")

# Where persons and posts are both published (rows of figures.csv). Neuss (TG35), Paderborn (TG38) and Mönchengladbach
# (TG39) have posts without the persons behind them; all other rows have persons without posts.
BOTH = {
    "Kreis Unna: TG26 + TG27 + TG28 persons, TG36 posts": (("TG26", "TG27", "TG28"), "TG36"),
    "Städteregion Aachen without the city: TG24 persons, TG37 posts": (("TG24",), "TG37"),
}


def test_every_figure_has_a_place_of_the_register() -> None:
    keys = {district.key for district in districts()} | {m.ags for m in municipalities()} | {"05"}
    for figure in published_figures():
        assert {*figure.area_keys, *figure.without_keys} <= keys, figure.key
    assert len(figures_of("05978")) == 7
    assert all(figure.is_of_the_state for figure in figures_of_the_state())


@pytest.mark.parametrize(("persons", "posts"), BOTH.values(), ids=list(BOTH))
def test_the_rule_gives_the_published_posts(persons: tuple[str, ...], posts: str) -> None:
    counted = sum(int(FIGURES[key].value) for key in persons)
    assert RULE.posts(counted) == Decimal(str(FIGURES[posts].value))


def test_no_other_district_has_both() -> None:
    def district(figure: PublishedFigure) -> str:
        return figure.area_keys[0][:5]

    narrow = {"duldung", "duldung_or_gestattung"}
    counted = {
        district(f)
        for f in published_figures()
        if f.measure == Measure.PERSONS and f.residence_status in narrow and not f.is_of_the_state
    }
    posts = {district(f) for f in published_figures() if f.measure == Measure.POSTS}
    # Neuss counts tolerated people of all ages (TG34), which the rule does not speak of.
    assert counted & posts == {"05978", "05334", "05162"}
    assert (FIGURES["TG34"].age_from, FIGURES["TG34"].age_to) == (0, None)


def test_the_rule_is_the_one_of_the_programme() -> None:
    profile = programme_profile("durchstarten_2020_2023")
    facts = [
        module.unit_of_grant
        for module in profile.modules
        if module.key.startswith("fb6") or module.key == "f6"
    ]
    assert any(str(RULE.persons_per_post) in fact.text.de for fact in facts)


def test_posts_of_the_three_areas_of_unna() -> None:
    assert [str(RULE.posts(int(FIGURES[key].value))) for key in ("TG26", "TG27", "TG28")] == [
        "0.8",
        "0.8",
        "0.9",
    ]


def test_ranges_stay_ranges() -> None:
    assert RULE.posts_between(601, None) == (Decimal("6.0"), None)
    assert RULE.posts_between(360, 440) == (Decimal("3.6"), Decimal("4.4"))
    assert FIGURES["TG22"].qualifier == Qualifier.OVER


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("exact", "roughly", "TG"),
        ("https://", "ftp://", "address"),
        ("05315", "5315", "keys"),
        ("TG02", "TG01", "twice"),
        (",23000,", ",-1,", "negative"),
        (",23000,", ",many,", "TG01"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, old: str, new: str, message: str) -> None:
    file = tmp_path / "figures.csv"
    text = (FOLDER / "figures.csv").read_text(encoding="utf-8")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProgrammeDataError, match=message):
        read_figures(file)


@pytest.mark.parametrize(
    ("old", "new"), [("source: neuss", "source: nobody"), ("step: 0.1", "step: 0"), ("100\n", "none\n")]
)
def test_a_wrong_rule_is_refused(tmp_path: Path, old: str, new: str) -> None:
    file = tmp_path / "staffing.yaml"
    file.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ProgrammeDataError):
        read_staffing_rules(file)
