from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.offers.actions.edit_need import edit_need
from staffelstab.web.offers.actions.record_need import record_need
from staffelstab.web.offers.actions.remove_need import remove_need
from staffelstab.web.offers.models import Need
from tests.cast import Cast
from tests.web.offers.making import a_need

NOTHING: dict[str, Any] = {
    "places": (),
    "minimum": None,
    "maximum": None,
    "method": "",
    "source": "",
    "date": None,
}


def test_a_need_is_a_count_with_features(cast: Cast) -> None:
    need = a_need(cast, when={"status": "duldung"}, minimum=500, method="reported", source="Kreisbericht")
    assert (need.key, need.minimum, need.maximum) == ("junge-menschen-mit-duldung", 500, None)
    assert Entry.objects.filter(code="offers.record_need", thing_id=str(need.pk)).count() == 1
    with scope(alliance=cast.neighbour):
        assert not Need.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"when": {"colour": "blue"}},
        {"when": {"language": {"min": "B2", "max": "A1"}}},
        {"minimum": 5, "maximum": 4},
        {"minimum": -1},
        {"method": "guessed"},
        {"label": ""},
    ],
)
def test_nonsense_is_refused(cast: Cast, said: dict[str, Any]) -> None:
    with cast.inside():
        with pytest.raises(ValidationError):
            record_need(cast.aydin, **{"label": "Gruppe", **said})
        assert not Need.objects.exists()


def test_partners_record_no_needs(cast: Cast) -> None:
    with cast.inside(), pytest.raises(Refused):
        record_need(cast.brandt, label="Gruppe")


def test_needs_change_and_go_and_the_journal_remembers(cast: Cast) -> None:
    need = a_need(cast, minimum=5)
    with cast.inside():
        edit_need(cast.dikmen, need, label="Andere", when={}, **{**NOTHING, "places": cast.places[:1]})
        changed = Need.objects.get()
        assert (changed.label, changed.minimum, list(changed.places.all())) == (
            "Andere",
            None,
            [cast.places[0]],
        )
        remove_need(cast.dikmen, changed)
        assert not Need.objects.exists()
    removed = Entry.objects.get(code="offers.remove_need")
    assert removed.before is not None
    assert removed.before["places"] == [cast.places[0].pk]


def test_two_groups_of_one_name_have_two_keys(cast: Cast) -> None:
    assert a_need(cast).key != a_need(cast).key


def test_a_number_is_read_from_its_words(cast: Cast) -> None:
    need = a_need(cast, wording="about 400")
    assert (need.minimum, need.maximum, need.wording) == (360, 440, "about 400")
    assert a_need(cast, "Zwei", wording="1.200").wording == ""
    with pytest.raises(ValidationError):
        a_need(cast, "Drei", wording="viele")


def test_the_words_stay_until_the_number_changes(cast: Cast) -> None:
    need = a_need(cast, wording="about 400", sex="women", life_area="Eigenes Wort", note="Notiz")
    same: dict[str, Any] = {**NOTHING, "minimum": 360, "maximum": 440}
    with cast.inside():
        kept = edit_need(cast.aydin, need, label="Neu", when={}, **same)
        assert (kept.wording, kept.sex, kept.life_area, kept.note) == (
            "about 400",
            "women",
            "Eigenes Wort",
            "Notiz",
        )
        changed = edit_need(cast.aydin, need, label="Neu", when={}, **{**same, "maximum": 500})
        assert (changed.wording, changed.maximum) == ("", 500)


def test_a_group_without_a_name_is_named_by_its_features(cast: Cast) -> None:
    need = a_need(cast, "", when={"status": "duldung"}, sex="women")
    assert "Duldung" in need.label
    assert "Frauen" in need.label


def test_the_journal_keeps_everything_that_was_said(cast: Cast) -> None:
    a_need(cast, wording="about 400", count_of="uses", life_area="housing", benefit_law="sgb2", note="Notiz")
    entry = Entry.objects.get(code="offers.record_need")
    assert entry.after is not None
    assert entry.after["wording"] == "about 400"
    assert entry.after["persons"] == {"at_least": 360, "at_most": 440}
    assert (entry.after["count_of"], entry.after["note"]) == ("uses", "Notiz")


def test_two_at_once_leave_one_whole_change(cast: Cast) -> None:
    """The second change starts from what the first one left, not from the page it saw."""
    need = a_need(cast, wording="about 400")
    with cast.inside():
        edit_need(cast.aydin, need, label="Erste", when={}, **{**NOTHING, "minimum": 360, "maximum": 440})
        edit_need(cast.dikmen, need, label="Zweite", when={}, **NOTHING)
        left = Need.objects.get()
    assert (left.label, left.minimum, left.wording) == ("Zweite", None, "")
