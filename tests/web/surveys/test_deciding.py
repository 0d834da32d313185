"""Answers stand side by side until somebody decides; what is decided is shown before it becomes anything."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from staffelstab.web.alliances.actions.load_reference_data import load_named_kinds
from staffelstab.web.alliances.models import Alliance, AttachedStructure, Involvement, Participation
from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.meanwhile import ChangedMeanwhile
from staffelstab.web.kit.verdict import Refused
from staffelstab.web.offers.models import Need, Offer, Statement
from staffelstab.web.surveys.actions.decide_answer import decide_answer, version_of
from staffelstab.web.surveys.actions.take_over_answers import take_over_answers
from staffelstab.web.surveys.enums import Way
from staffelstab.web.surveys.models import Answer, Decision, Round, Taken
from staffelstab.web.surveys.queries import gone, plan_of, world_of
from tests.cast import Cast, assert_constant_queries
from tests.web.surveys.making import (
    A_GROUP,
    AFTER,
    GROUPS,
    TOTAL,
    ask,
    make_round,
    own_answers,
    partner_answers,
    today,
)

ANOTHER_GROUP = {"group": "Junge Mütter", "persons": "etwa 40", "area": "childcare", "method": "estimated"}
OFFER = {"title": "Kurs am Abend", "provider": "Bildungswerk Musterkreis", "module": "f2", "places": "12"}


def url(cast: Cast, name: str, asked: Round, *args: Any) -> str:
    return reverse(f"surveys:{name}", args=(cast.alliance.slug, asked.pk, *args))


def decide(cast: Cast, asked: Round, question: str, typed: Any, reason: str = "So beraten.") -> Decision:
    with cast.inside():
        return decide_answer(cast.aydin, asked, question, typed=typed, reason=reason)


def take_all(cast: Cast, asked: Round) -> list[Taken]:
    with cast.inside():
        shown = [step.id for step in plan_of(asked, world_of(cast.alliance))]
        return take_over_answers(cast.aydin, asked, shown=shown, today=today())


def states(cast: Cast, asked: Round) -> list[str]:
    with cast.inside():
        return [str(step.state) for step in plan_of(asked, world_of(cast.alliance))]


@pytest.mark.parametrize("name", ["compare", "take_over"])
def test_a_stranger_finds_no_answers(cast: Cast, name: str) -> None:
    assert cast.client("czerny").get(url(cast, name, make_round(cast))).status_code == 404


def test_answers_of_all_who_handed_in_stand_side_by_side(cast: Cast) -> None:
    asked = make_round(cast)
    own_answers(cast, "aydin", asked, {TOTAL: "120"})
    own_answers(cast, "dikmen", asked, {TOTAL: "9999"}, hand_in=False)
    partner_answers(cast, asked, {TOTAL: "etwa 150", GROUPS: [A_GROUP]})
    page = cast.client("dikmen").get(url(cast, "compare", asked)).content.decode()
    assert "120" in page and "etwa 150" in page and "offen, Antworten unterscheiden sich" in page
    assert "Kursleitung, Bildungswerk Musterkreis" in page
    assert "9999" not in page
    assert cast.client("brandt").get(url(cast, "compare", asked)).status_code == 403


def test_one_answer_is_taken_and_remembers_whose(cast: Cast) -> None:
    asked = make_round(cast)
    sheet = own_answers(cast, "dikmen", asked, {TOTAL: "120"})
    with cast.inside():
        answer = sheet.answers.get()
    data = {"choice": str(answer.pk), "seen": "none", "asked": TOTAL, f"q.{TOTAL}": "etwas anderes"}
    assert cast.client("aydin").post(url(cast, "decide", asked, TOTAL), data).status_code == 302
    with cast.inside():
        decision = Decision.objects.get()
    assert (decision.typed, decision.way, decision.answer_id) == ("120", Way.TAKEN, answer.pk)
    entry = Entry.objects.get(code="surveys.decide_answer")
    assert entry.thing_label.endswith("?") and TOTAL not in entry.thing_label


def test_merging_is_recognised_and_needs_a_reason(cast: Cast) -> None:
    asked = make_round(cast)
    own_answers(cast, "aydin", asked, {GROUPS: [A_GROUP]})
    own_answers(cast, "dikmen", asked, {GROUPS: [A_GROUP, ANOTHER_GROUP]})
    page = cast.client("aydin").get(url(cast, "decide", asked, GROUPS)).content.decode()
    assert page.count('value="Geduldete ohne Abschluss"') == 1 and 'value="Junge Mütter"' in page
    with pytest.raises(ValidationError):
        decide(cast, asked, GROUPS, [A_GROUP, ANOTHER_GROUP], reason=" ")
    assert decide(cast, asked, GROUPS, [A_GROUP, ANOTHER_GROUP]).way == Way.MERGED
    assert decide(cast, asked, GROUPS, [{"group": "Neu", "persons": "3"}]).way == Way.OWN
    with cast.inside():
        assert Decision.objects.filter(is_current=True).count() == 1 and Decision.objects.count() == 2


def test_without_a_reason_what_was_typed_is_shown_again(cast: Cast) -> None:
    asked = make_round(cast)
    data = {"choice": "own", "seen": "none", "asked": TOTAL, f"q.{TOTAL}": "77"}
    page = cast.client("aydin").post(url(cast, "decide", asked, TOTAL), data).content.decode()
    assert 'value="77"' in page and "Bitte geben Sie eine Begründung an" in page


def test_whoever_decides_second_sees_the_other_decision_and_keeps_the_own_text(cast: Cast) -> None:
    asked = make_round(cast)
    decide(cast, asked, TOTAL, "100")
    data = {"choice": "own", "seen": "none", "asked": TOTAL, f"q.{TOTAL}": "200", "reason": "Neue Zählung"}
    page = cast.client("aydin").post(url(cast, "decide", asked, TOTAL), data).content.decode()
    assert "inzwischen" in page and "100" in page and 'value="200"' in page and "Neue Zählung" in page
    with cast.inside():
        current = Decision.objects.get(is_current=True)
        assert current.typed == "100"
        with pytest.raises(ChangedMeanwhile):
            decide_answer(cast.aydin, asked, TOTAL, typed="200", reason="x", seen="none")
    again = data | {"seen": version_of(current)}
    assert cast.client("aydin").post(url(cast, "decide", asked, TOTAL), again).status_code == 302


@pytest.mark.parametrize("who", ["brandt", "dikmen", "ernst"])
def test_only_the_coordination_decides_and_takes_over(cast: Cast, who: str) -> None:
    asked, person = make_round(cast), getattr(cast, who)
    with cast.inside():
        with pytest.raises(Refused):
            decide_answer(person, asked, TOTAL, typed="1", reason="x")
        with pytest.raises(Refused):
            take_over_answers(person, asked, shown=[], today=today())


def test_a_decision_becomes_needs_and_offers_once(cast: Cast) -> None:
    asked = make_round(cast)
    decide(cast, asked, GROUPS, [A_GROUP, ANOTHER_GROUP])
    decide(cast, asked, "offers.list", [OFFER])
    page = cast.client("aydin").get(url(cast, "take_over", asked)).content.decode()
    assert "3 Einträge würden übernommen" in page
    with cast.inside():
        assert not Need.objects.exists()
    assert len(take_all(cast, asked)) == 3
    with cast.inside():
        known, roughly = (
            Need.objects.get(label="Geduldete ohne Abschluss"),
            Need.objects.get(label="Junge Mütter"),
        )
        assert (known.minimum, known.maximum, known.when) == (20, 30, {"status": ["duldung"]})
        assert [place.short_name for place in known.places.all()] == ["Musterstadt"]
        assert (roughly.wording, roughly.life_area, roughly.method) == ("etwa 40", "childcare", "estimated")
        offer = Offer.objects.get()
        assert (offer.organisation, offer.places) == (cast.partner_organisation, 12)
        assert "Baustein 2" in offer.definition["sources"][0]
    assert states(cast, asked) == ["done", "done", "done"]
    entries = Entry.objects.count()
    assert take_all(cast, asked) == [] and Entry.objects.count() == entries


def test_a_structure_aid_becomes_facts_of_the_alliance(cast: Cast) -> None:
    load_named_kinds()
    asked = make_round(cast, "structures")
    vhs = {
        "name": "VHS Musterkreis",
        "type": "vhs",
        "contact": "Fachbereich",
        "core": "yes",
        "place": "05999004",
    }
    decide(cast, asked, "core_group.founding", "attached")
    decide(
        cast,
        asked,
        "core_group.structures",
        [{"name": "Präventionskette Musterstadt", "office": "Jugendamt"}],
    )
    decide(cast, asked, "municipalities.involvement", ["joint_concept", "bilateral"])
    decide(cast, asked, "actors.organisations", [vhs])
    assert len(take_all(cast, asked)) == 5
    with cast.inside():
        assert Alliance.objects.get(pk=cast.alliance.pk).founding == "attached"
        assert AttachedStructure.objects.get().note == "Jugendamt"
        assert sorted(map(str, Involvement.objects.all())) == [
            "Absprachen mit jeder Gemeinde einzeln",
            "Gemeinsames Integrationskonzept von Kreis und Gemeinden",
        ]
        part = Participation.objects.get(organisation__name="VHS Musterkreis")
        assert part.in_core_group and part.contact_function == "Fachbereich"
    second = make_round(cast, "structures", title="Ein Jahr später")
    decide(cast, second, "actors.organisations", [vhs])
    assert states(cast, second) == ["known"]


def test_what_is_said_in_words_becomes_a_statement_once(cast: Cast) -> None:
    asked = make_round(cast)
    lacks = {"area": "childcare", "missing": "Abends gibt es keine Betreuung.", "place": "05999004"}
    decide(cast, asked, "obstacles.lacks", [lacks])
    decide(cast, asked, "gaps.by_module", [{"module": "f2", "gap": "large"}])
    partner_answers(cast, asked, {"gaps.development": "Ein Kurs am Abend."})
    with cast.inside():
        answer = Answer.objects.get(question="gaps.development")
        decide_answer(cast.aydin, asked, "gaps.development", answer=answer)
    assert len(take_all(cast, asked)) == 3
    with cast.inside():
        texts = list(Statement.objects.order_by("pk"))
        assert "Abends gibt es keine Betreuung." in texts[0].text
        assert "Musterstadt" in texts[0].text
        assert "große Lücke" in texts[1].text, "also without a reason"
        assert (texts[2].text, texts[2].said_by) == ("Ein Kurs am Abend.", str(answer.sheet))
        assert {(each.said_in, each.visibility) for each in texts} == {("work_aid", "core")}
        assert texts[0].reference.startswith("Frühjahr 2027: Wo kommen")
    assert states(cast, asked) == ["done"] * 3
    second = make_round(cast, title="Ein Jahr später")
    decide(cast, second, "obstacles.lacks", [lacks])
    assert states(cast, second) == ["known"]


def test_what_is_not_understood_is_named_and_not_taken(cast: Cast) -> None:
    asked = make_round(cast)
    decide(cast, asked, GROUPS, [{"group": "Viele", "persons": "sehr viele"}, A_GROUP])
    assert states(cast, asked) == ["unclear", "new"]
    page = cast.client("aydin").get(url(cast, "take_over", asked)).content.decode()
    assert "kann so nicht übernommen werden" in page
    assert len(take_all(cast, asked)) == 1


def test_what_left_the_decision_is_named_and_stays(cast: Cast) -> None:
    asked = make_round(cast)
    decide(cast, asked, GROUPS, [A_GROUP])
    take_all(cast, asked)
    decide(cast, asked, GROUPS, [ANOTHER_GROUP])
    with cast.inside():
        plan = plan_of(asked, world_of(cast.alliance))
        assert [each.thing_label for each in gone(asked, plan)] == ["Geduldete ohne Abschluss"]
        assert Need.objects.count() == 1


def test_only_what_was_on_the_page_is_taken(cast: Cast) -> None:
    asked = make_round(cast)
    decide(cast, asked, GROUPS, [A_GROUP, ANOTHER_GROUP])
    with cast.inside():
        first = plan_of(asked, world_of(cast.alliance))[0].id
    cast.client("aydin").post(url(cast, "take_over", asked), {"shown": [first]})
    assert states(cast, asked) == ["done", "new"]


def test_a_failing_row_takes_nothing(cast: Cast) -> None:
    asked = make_round(cast)
    decide(cast, asked, "offers.list", [OFFER, {"title": "x" * 300}])
    with pytest.raises(ValidationError):
        take_all(cast, asked)
    with cast.inside():
        assert not Offer.objects.exists() and not Taken.objects.exists()


def test_the_history_of_an_answer_is_read_after_it_was_handed_in(cast: Cast) -> None:
    asked = make_round(cast)
    sheet = own_answers(cast, "dikmen", asked, {TOTAL: "120"})
    draft, _key = ask(cast, asked, TOTAL)
    client = cast.client("aydin")
    assert "120" in client.get(url(cast, "history", asked, sheet.pk, TOTAL)).content.decode()
    assert client.get(url(cast, "history", asked, draft.pk, TOTAL)).status_code == 404


def test_comparing_costs_the_same_queries_whatever_the_answers(cast: Cast) -> None:
    asked, client = make_round(cast), cast.client("aydin")
    assert_constant_queries(
        lambda: client.get(url(cast, "compare", asked)),
        lambda n: partner_answers(cast, asked, {TOTAL: str(n), AFTER: "told"}, function=f"Stelle {n}"),
    )


def test_the_plan_costs_the_same_queries_whatever_its_rows(cast: Cast) -> None:
    asked, client = make_round(cast), cast.client("aydin")
    rows = [A_GROUP, ANOTHER_GROUP, {"group": "Dritte", "persons": "3"}]
    assert_constant_queries(
        lambda: client.get(url(cast, "take_over", asked)),
        lambda n: decide(cast, asked, GROUPS, rows[:n]),
    )


def test_the_result_goes_out_as_tables_in_which_nothing_starts_a_formula(cast: Cast) -> None:
    asked, client = make_round(cast), cast.client("aydin")
    own_answers(cast, "dikmen", asked, {"gaps.development": "=1+1", TOTAL: "120"})
    decide(cast, asked, TOTAL, "über 100", reason="Vorsichtig gerechnet")
    said = client.get(url(cast, "export", asked, "csv")).content.decode()
    assert said.startswith("\ufeff") and "'=1+1" in said and "Vorsichtig gerechnet" in said
    book = client.get(url(cast, "export", asked, "xlsx"))
    assert book.content.startswith(b"PK") and client.get(url(cast, "export", asked, "pdf")).status_code == 404
