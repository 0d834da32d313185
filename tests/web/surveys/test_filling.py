"""Nothing typed is lost: half-filled, wrong, twice at once, with an account or by link."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from staffelstab.web.alliances.models import LinkTask
from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.notices.models import Letter
from staffelstab.web.surveys.actions.close_round import close_round
from staffelstab.web.surveys.actions.hand_in_sheet import hand_in_sheet
from staffelstab.web.surveys.actions.remind_partner import remind_partner
from staffelstab.web.surveys.actions.renew_link import renew_link
from staffelstab.web.surveys.actions.save_answers import save_answers
from staffelstab.web.surveys.models import Answer, Sheet
from staffelstab.web.surveys.pathway import mark_of
from staffelstab.web.surveys.queries import history_of, typed_in
from tests.cast import Cast, assert_constant_queries
from tests.web.alliances.making import key_in, last_letter
from tests.web.surveys.making import (
    A_GROUP,
    AFTER,
    GROUPS,
    TOTAL,
    ask,
    link_of,
    make_round,
    own_answers,
    partner_answers,
    today,
)


def address(cast: Cast, round_id: int, section: str = "people") -> str:
    return reverse("surveys:fill", args=(cast.alliance.slug, round_id, section))


def sent(**said: Any) -> dict[str, Any]:
    """What the section about people sends."""
    return {"asked": [TOTAL, GROUPS], f"rows.{GROUPS}": "2", **said}


def of_sheet(cast: Cast, sheet: Sheet) -> dict[str, Any]:
    with cast.inside():
        return typed_in(sheet)


def test_a_stranger_finds_neither_round_nor_sheet(cast: Cast) -> None:
    asked = make_round(cast)
    for name in ("surveys:list", "surveys:round"):
        args = (cast.alliance.slug,) if name == "surveys:list" else (cast.alliance.slug, asked.pk)
        assert cast.client("czerny").get(reverse(name, args=args)).status_code == 404
    assert cast.client("czerny").post(address(cast, asked.pk), sent()).status_code == 404


def test_half_filled_and_wrong_answers_are_kept_with_a_message(cast: Cast) -> None:
    asked, client = make_round(cast), cast.client("aydin")
    data = sent(
        **{f"q.{TOTAL}": "sehr viele", f"q.{GROUPS}.0.group": "Geduldete", f"q.{GROUPS}.0.persons": ""}
    )
    client.post(address(cast, asked.pk), data)
    page = client.get(address(cast, asked.pk)).content.decode()
    assert 'value="sehr viele"' in page and 'value="Geduldete"' in page
    assert "kann nicht als Zahl gelesen werden" in page
    assert "Das fehlt." in page


def test_looking_at_a_section_begins_no_sheet(cast: Cast) -> None:
    asked = make_round(cast)
    assert cast.client("brandt").get(address(cast, asked.pk)).status_code == 200
    with cast.inside():
        assert Sheet.objects.count() == 0


def test_a_colleague_s_answer_is_another_sheet(cast: Cast) -> None:
    asked = make_round(cast)
    cast.client("aydin").post(address(cast, asked.pk), sent(**{f"q.{TOTAL}": "120"}))
    cast.client("dikmen").post(address(cast, asked.pk), sent(**{f"q.{TOTAL}": "150"}))
    with cast.inside():
        assert sorted(Answer.objects.values_list("typed", flat=True)) == ["120", "150"]


def test_leaving_a_question_saves_it_alone_and_says_so(cast: Cast) -> None:
    asked, client = make_round(cast), cast.client("aydin")
    client.post(address(cast, asked.pk), sent(**{f"q.{TOTAL}": "120"}))
    answer = client.post(
        address(cast, asked.pk),
        {
            "asked": GROUPS,
            f"rows.{GROUPS}": "1",
            f"q.{GROUPS}.0.group": "Geduldete",
            f"q.{GROUPS}.0.persons": "x",
        },
        headers={"HX-Request": "true"},
    )
    said = answer.content.decode()
    assert "Zeile 1, Personen" in said and "wie eingegeben behalten" in said and "<html" not in said
    with cast.inside():
        assert typed_in(Sheet.objects.get()) == {
            TOTAL: "120",
            GROUPS: [{"group": "Geduldete", "persons": "x"}],
        }


def test_a_partner_answers_by_link_comes_back_hands_in_and_has_a_receipt(cast: Cast) -> None:
    sheet, key = ask(cast, make_round(cast), TOTAL, AFTER, message="Nur zwei Fragen.")
    partner = Client()
    page = partner.get(link_of(key)).content.decode()
    assert "Nur zwei Fragen." in page and "2 Fragen, etwa 1 Minute." in page
    assert "Bündnis Musterkreis" in page and "keine Angaben zu einzelnen Menschen" in page.replace("\n", " ")
    partner.post(link_of(key), {"asked": [TOTAL, AFTER], f"q.{TOTAL}": "etwa 400"})
    assert 'value="etwa 400"' in Client().get(link_of(key)).content.decode()
    data = {"asked": [TOTAL, AFTER], f"q.{TOTAL}": "etwa 400", f"q.{AFTER}": "told", "hand_in": "1"}
    assert partner.post(link_of(key), data).status_code == 302
    receipt = partner.get(link_of(key)).content.decode()
    assert (
        "sind angekommen" in receipt and "etwa 400" in receipt and "Wir nennen weitere Angebote." in receipt
    )
    assert "etwa 400" in last_letter().text
    assert Entry.objects.filter(code="surveys.hand_in_sheet", actor_label__contains="per Link").exists()
    with cast.inside():
        assert Answer.objects.filter(sheet=sheet).first().by.startswith("Kursleitung")  # type: ignore[union-attr]


def test_only_what_was_asked_is_shown_and_kept(cast: Cast) -> None:
    sheet, key = ask(cast, make_round(cast), TOTAL)
    assert "Was fehlt ihnen?" not in Client().get(link_of(key)).content.decode()
    Client().post(link_of(key), {"asked": [AFTER, TOTAL], f"q.{AFTER}": "told", f"q.{TOTAL}": "3"})
    assert of_sheet(cast, sheet) == {TOTAL: "3"}


def test_what_is_not_understood_is_shown_before_it_is_handed_in(cast: Cast) -> None:
    sheet, key = ask(cast, make_round(cast), TOTAL)
    data = {"asked": [TOTAL], f"q.{TOTAL}": "viele", "hand_in": "1"}
    page = Client().post(link_of(key), data, follow=True).content.decode()
    assert "noch nichts abgegeben" in page and "Trotzdem abgeben" in page
    page = Client().post(link_of(key), data | {"hand_in": "anyway"}, follow=True).content.decode()
    assert "sind angekommen" in page
    assert of_sheet(cast, sheet) == {TOTAL: "viele"}


def test_nothing_is_not_handed_in(cast: Cast) -> None:
    _sheet, key = ask(cast, make_round(cast), TOTAL)
    page = Client().post(link_of(key), {"asked": [TOTAL], "hand_in": "1"}).content.decode()
    assert "noch nichts ausgefüllt" in page


def test_handing_in_twice_changes_nothing(cast: Cast) -> None:
    sheet, key = ask(cast, make_round(cast), TOTAL)
    data = {"asked": [TOTAL], f"q.{TOTAL}": "3", "hand_in": "1"}
    Client().post(link_of(key), data)
    letters = Letter.objects.count()
    answer = Client().post(link_of(key), data | {f"q.{TOTAL}": "4"})
    assert "sind angekommen" in answer.content.decode()
    assert of_sheet(cast, sheet) == {TOTAL: "3"} and Letter.objects.count() == letters
    with cast.inside():
        task = LinkTask.objects.get(subject=str(sheet.pk))
        with pytest.raises(Refused):
            hand_in_sheet(task, sheet, today=today())


def test_two_windows_of_one_link_lose_no_answer(cast: Cast) -> None:
    sheet, key = ask(cast, make_round(cast), TOTAL, AFTER)
    seen = {f"seen.{TOTAL}": mark_of(""), f"seen.{AFTER}": mark_of("")}
    both = {"asked": [TOTAL, AFTER]}
    Client().post(link_of(key), both | seen | {f"q.{TOTAL}": "100"})
    Client().post(link_of(key), both | seen | {f"q.{AFTER}": "told"})
    assert of_sheet(cast, sheet) == {TOTAL: "100", AFTER: "told"}
    page = Client().post(link_of(key), both | seen | {f"q.{TOTAL}": "200"}, follow=True).content.decode()
    assert "„100“" in page
    with cast.inside():
        assert [answer.typed for answer in history_of(sheet, TOTAL)] == ["200", "100"]


@pytest.mark.parametrize("key", ["x" * 43, "a", "%00"])
def test_a_wrong_key_is_a_404(cast: Cast, key: str) -> None:
    ask(cast, make_round(cast))
    assert Client().get(link_of(key)).status_code == 404
    assert Client().post(link_of(key), {"asked": TOTAL}).status_code == 404


def test_a_link_withdrawn_or_renewed_does_not_open_and_the_draft_lives_on(cast: Cast) -> None:
    sheet, key = ask(cast, make_round(cast), TOTAL)
    Client().post(link_of(key), {"asked": [TOTAL], f"q.{TOTAL}": "12"})
    with cast.inside():
        renew_link(cast.aydin, sheet, due_on=today() + timedelta(days=3), today=today())
    assert Client().get(link_of(key)).status_code == 410
    assert 'value="12"' in Client().get(link_of(key_in(last_letter().text))).content.decode()


def test_one_reminder_with_a_link_of_its_own(cast: Cast) -> None:
    sheet, key = ask(cast, make_round(cast), TOTAL)
    with cast.inside():
        remind_partner(cast.aydin, sheet, today=today())
        with pytest.raises(ValidationError):
            remind_partner(cast.aydin, sheet, today=today())
    second = key_in(last_letter().text)
    assert "einzige Erinnerung" in last_letter().text and second != key
    data = {"asked": [TOTAL], f"q.{TOTAL}": "12", "hand_in": "1"}
    assert Client().get(link_of(key)).status_code == 200
    Client().post(link_of(second), data)
    for each in (key, second):
        assert "sind angekommen" in Client().get(link_of(each)).content.decode()


def test_the_command_reminds_once_of_what_is_due_soon(cast: Cast) -> None:
    asked = make_round(cast)
    soon, _key = ask(cast, asked, TOTAL, due_on=today() + timedelta(days=2))
    later, _other = ask(cast, asked, TOTAL, function="Leitung", due_on=today() + timedelta(days=9))
    for expected in ("1", "0"):
        said = io.StringIO()
        call_command("remind_partners", stdout=said)
        assert said.getvalue().split()[-1] == expected
    with cast.inside():
        assert Sheet.objects.get(pk=soon.pk).reminded_on == today()
        assert Sheet.objects.get(pk=later.pk).reminded_on is None


def test_a_closed_round_takes_no_answers(cast: Cast) -> None:
    asked = make_round(cast)
    sheet, key = ask(cast, asked, TOTAL)
    with cast.inside():
        close_round(cast.aydin, asked, today=today())
    assert Client().post(link_of(key), {"asked": TOTAL, f"q.{TOTAL}": "1"}).status_code == 410
    assert cast.client("aydin").post(address(cast, asked.pk), sent()).status_code == 403
    assert of_sheet(cast, sheet) == {}


def test_the_history_keeps_steps_of_one_sitting_together(cast: Cast) -> None:
    asked = make_round(cast)
    sheet = own_answers(cast, "aydin", asked, {TOTAL: "1"}, hand_in=False)
    with cast.inside():
        save_answers(cast.aydin, sheet, {TOTAL: "12"})
        Answer.objects.update(at=timezone.now() - timedelta(hours=1))
        save_answers(cast.aydin, sheet, {TOTAL: "120"})
        assert [answer.typed for answer in history_of(sheet, TOTAL)] == ["120", "12"]


def test_a_text_too_long_is_shown_again_and_not_stored(cast: Cast) -> None:
    sheet, key = ask(cast, make_round(cast), "gaps.development")
    long = "ä" * 30_001
    page = Client().post(link_of(key), {"asked": "gaps.development", "q.gaps.development": long})
    assert long in page.content.decode() and "länger als 30000 Zeichen" in page.content.decode()
    assert of_sheet(cast, sheet) == {}


def test_nobody_fills_in_the_sheet_of_another(cast: Cast) -> None:
    asked = make_round(cast)
    sheet = own_answers(cast, "dikmen", asked, {TOTAL: "1"}, hand_in=False)
    other, _key = ask(cast, asked, TOTAL)
    with cast.inside():
        task = LinkTask.objects.get(subject=str(other.pk))
        for author in (cast.aydin, task):
            with pytest.raises(Refused):
                save_answers(author, sheet, {TOTAL: "2"})


def test_a_hint_about_persons_never_blocks(cast: Cast) -> None:
    sheet, key = ask(cast, make_round(cast), "gaps.development")
    said = "Frau Muster braucht einen Kurs"
    page = Client().post(link_of(key), {"asked": "gaps.development", "q.gaps.development": said}, follow=True)
    assert "Bitte prüfen" in page.content.decode()
    assert of_sheet(cast, sheet) == {"gaps.development": said}


def test_rounds_cost_the_same_queries_whatever_their_number(cast: Cast) -> None:
    client = cast.client("aydin")
    url = reverse("surveys:list", args=(cast.alliance.slug,))
    assert_constant_queries(
        lambda: client.get(url), lambda n: ask(cast, make_round(cast, title=f"Runde {n}"))
    )


def test_respondents_cost_the_same_queries_whatever_their_number(cast: Cast) -> None:
    asked, client = make_round(cast), cast.client("aydin")
    url = reverse("surveys:round", args=(cast.alliance.slug, asked.pk))
    assert_constant_queries(
        lambda: client.get(url),
        lambda n: partner_answers(cast, asked, {TOTAL: str(n), GROUPS: [A_GROUP]}, function=f"Stelle {n}"),
    )
