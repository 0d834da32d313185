from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from staffelstab.web.alliances.models import Place
from staffelstab.web.offers.actions.create_offer_from_catalogue import create_offer_from_catalogue
from staffelstab.web.offers.actions.edit_offer import edit_offer
from staffelstab.web.offers.models import Need, Offer
from staffelstab.web.offers.pathway import catalogue_items, offer_document, read_offer
from tests.cast import Cast, assert_constant_queries
from tests.web.funding.making import a_funding
from tests.web.offers.actions.test_offers import all_of
from tests.web.offers.making import WITH_RULES, a_need, an_offer

ROOT = "/b/musterkreis/angebote/"
HOSTILE = '<script>alert("1")</script>'


def text_of(client: Client, path: str) -> str:
    answer = client.get(ROOT + path)
    assert answer.status_code == 200
    return answer.content.decode()


def fields_of(page: str) -> dict[str, Any]:
    """What a browser would send if somebody opened the form and pressed the button at once."""
    form = page[page.index("novalidate") : page.index("</form>", page.index("novalidate"))]
    data: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        kind, name, value = (attribute(tag, part) for part in ("type", "name", "value"))
        if kind in {"checkbox", "radio"}:
            if "checked" in tag:
                data.setdefault(name, []).append(value or "on")
        elif name != "csrfmiddlewaretoken":
            data[name] = value
    for head, body in re.findall(r"<textarea([^>]*)>\n?(.*?)</textarea>", form, re.DOTALL):
        data[attribute(head, "name")] = unescaped(body)
    for head, body in re.findall(r"<select([^>]*)>(.*?)</select>", form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"[^>]*selected', body)
        data[attribute(head, "name")] = chosen[1] if chosen else ""
    return data


def attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return unescaped(found[1]) if found else ""


def unescaped(text: str) -> str:
    for code, sign in (("&quot;", '"'), ("&#x27;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(code, sign)
    return text


def one_more_offer(cast: Cast, number: int) -> None:
    funding = a_funding(cast, f"Programm {number}", is_programme=True)
    an_offer(
        cast,
        f"Kurs {number}",
        category=f"Feld {number}",
        funding=funding,
        definition=WITH_RULES,
        everywhere=False,
        territory=cast.places[:number],
    )


def one_more_need(cast: Cast, number: int) -> None:
    a_need(cast, f"Gruppe {number}", when={"status": "duldung"}, places=cast.places[:number])


@pytest.mark.parametrize(
    ("page", "one_more"),
    [
        ("", one_more_offer),
        ("?s_status=duldung&age=19&q=kurs", one_more_offer),
        ("katalog/", one_more_offer),
        ("bedarfe/", one_more_need),
    ],
)
def test_lists_cost_the_same_however_long(cast: Cast, page: str, one_more: Any) -> None:
    client = cast.client("aydin")
    assert_constant_queries(lambda: client.get(ROOT + page), lambda number: one_more(cast, number))


def test_an_empty_list_shows_the_way_to_the_catalogue(cast: Cast) -> None:
    page = text_of(cast.client("brandt"), "")
    assert "Hier sind noch keine Angebote erfasst." in page
    assert f'href="{ROOT}katalog/"' in page
    assert f'href="{ROOT}katalog/"' not in text_of(cast.client("ernst"), "")


def test_the_list_comes_in_pages_that_keep_the_filter(cast: Cast) -> None:
    for number in range(21):
        an_offer(cast, f"Kurs {number:02}")
    page = text_of(cast.client("aydin"), "?q=kurs")
    assert "21 Angebote" in page
    assert "Kurs 19" in page
    assert "Kurs 20" not in page
    assert "?q=kurs&amp;page=2" in page
    assert "Kurs 20" in text_of(cast.client("aydin"), "?q=kurs&page=2")


def test_a_chosen_situation_is_answered_with_the_reason(cast: Cast) -> None:
    an_offer(cast, definition=WITH_RULES)
    page = text_of(cast.client("brandt"), "?s_status=duldung_arbeitsverbot")
    assert "verschlossen" in page
    assert "Arbeit nicht erlaubt." in page
    assert "Verlangt wird: Deutsch mindestens A2." in text_of(
        cast.client("brandt"), "?s_status=duldung&s_language=A1"
    )


@pytest.mark.parametrize(
    "query",
    [
        "?age=abc&stay=-1",
        "?s_status=pirate&place=../../etc&funding=9999&page=-3",
        f"?q={HOSTILE}&entry=%00&confirmation=x&state=x&answer=x",
        "?provider=1 OR 1=1&category=" + "x" * 5000,
    ],
)
def test_nonsense_in_the_address_is_no_error(cast: Cast, query: str) -> None:
    an_offer(cast)
    assert HOSTILE not in text_of(cast.client("aydin"), query)


def test_the_page_of_an_offer_answers_its_three_questions(cast: Cast) -> None:
    rules = {**WITH_RULES, "conditions": ["Motivationsschreiben"], "assumptions": ["Dauer geschätzt"]}
    offer = an_offer(cast, definition=rules)
    page = text_of(cast.client("brandt"), f"{offer.pk}/")
    for sentence in (
        "mindestens Deutsch A2",
        "Motivationsschreiben",
        "Die Dauer beträgt 3 Monate.",
        "Wartezeit vor dem Kurs",
        "https://example.org/kurs",
        "Dauer geschätzt",
        "nie bestätigt",
    ):
        assert sentence in page, sentence


def test_rules_of_every_legal_period_can_be_read(cast: Cast) -> None:
    rules = [
        {"verdict": "open", "valid_to": "2022-12-30", "when": {"language": {"min": "B2"}}},
        {"verdict": "open", "valid_from": "2022-12-31", "when": {"language": {"min": "A2"}}},
    ]
    page = text_of(cast.client("brandt"), f"{an_offer(cast, definition={'access': rules}).pk}/")
    assert "bis 30.12.2022" in page
    assert "seit 31.12.2022" in page
    assert page.index("Deutsch A2") < page.index("Deutsch B2"), "today comes first"


def test_still_correct_is_one_click(cast: Cast) -> None:
    offer = an_offer(cast)
    client = cast.client("brandt")
    assert "Stimmt noch" in text_of(client, f"{offer.pk}/")
    page = client.post(f"{ROOT}{offer.pk}/stimmt/", follow=True).content.decode()
    assert "noch stimmt" in page
    assert "Kursleitung" in page
    assert "Stimmt noch" not in text_of(cast.client("ernst"), f"{offer.pk}/")


def test_the_end_is_reported_and_taken_back(cast: Cast) -> None:
    offer = an_offer(cast)
    client = cast.client("brandt")
    for day, expected in (("gestern", None), ("31.12.2026", "2026-12-31"), ("", None)):
        client.post(f"{ROOT}{offer.pk}/beendet/", {"last_day": day})
        offer.refresh_from_db()
        assert (offer.ended_on.isoformat() if offer.ended_on else None) == expected


def test_three_clicks_from_the_catalogue_to_an_offer(cast: Cast) -> None:
    client = cast.client("brandt")
    item = next(item for item in catalogue_items("de") if not item.is_ended and item.months)
    assert f'href="{ROOT}katalog/{item.key}/"' in text_of(client, "katalog/")
    data = fields_of(text_of(client, f"katalog/{item.key}/"))
    assert data["organisation"] == str(cast.partner_organisation.pk)
    answer = client.post(f"{ROOT}katalog/{item.key}/", data)
    offer = Offer.objects.get()
    assert answer["Location"] == f"{ROOT}{offer.pk}/"
    assert (offer.title, offer.catalogue_key) == (item.title, item.key)
    assert offer.territory.count() == 3


def test_an_unknown_entry_of_the_catalogue_is_not_found(cast: Cast) -> None:
    assert cast.client("aydin").get(f"{ROOT}katalog/gibtsnicht/").status_code == 404


@pytest.mark.parametrize("which", range(62))
def test_opening_and_saving_the_form_changes_no_entry_of_the_catalogue(cast: Cast, which: int) -> None:
    """Nothing that the form cannot express is lost."""
    with cast.inside():
        offer = create_offer_from_catalogue(cast.aydin, catalogue_key=catalogue_items("de")[which].key)
    before = offer_document(offer)
    client = cast.client("aydin")
    data = fields_of(text_of(client, f"{offer.pk}/bearbeiten/"))
    answer = client.post(f"{ROOT}{offer.pk}/bearbeiten/", data)
    assert answer.status_code == 302, answer.content.decode()
    assert offer_document(Offer.objects.get()) == before


def test_a_blank_offer_with_rules_from_plain_fields(cast: Cast) -> None:
    client = cast.client("brandt")
    data = fields_of(text_of(client, "neu/")) | {
        "title": "Nähwerkstatt",
        "everywhere": "on",
        "months": "6",
        "minimum_language": "A2",
        "age_from": "18",
        "age_to": "27",
        "status_duldung_60b": "closed",
        "status_duldung": "conditional",
        "wait_duldung": "3",
        "conditions": "Anmeldung vor Ort\n\n  Kinderbetreuung geklärt ",
        "outcome_0_label": "Zertifikat",
        "outcome_0_effect_0": "vocational=prepared",
        "outcome_1_label": "abgebrochen",
        "outcome_1_failure": "on",
    }
    answer = client.post(f"{ROOT}neu/", data)
    assert answer.status_code == 302, answer.content.decode()
    read = read_offer(Offer.objects.get())
    assert read.offer is not None
    verdicts = [(str(rule.verdict), rule.when.values.get("status", ())) for rule in read.offer.access]
    assert sorted(verdict for verdict, _ in verdicts) == ["closed", "conditional", "open"]
    assert ("closed", ("duldung_60b",)) in verdicts
    assert read.offer.conditions == ("Anmeldung vor Ort", "Kinderbetreuung geklärt")
    assert [(outcome.key, outcome.is_failure) for outcome in read.offer.outcomes] == [
        ("prepared", False),
        ("outcome", True),
    ]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title": ""}, "Titel"),
        ({"everywhere": "", "territory": []}, "Wählen Sie die Gemeinden"),
        ({"valid_from": "32.13.2026"}, "kein Datum"),
        ({"valid_from": "02.01.2026", "valid_to": "01.01.2026"}, "vor dem ersten"),
        ({"kind": "accompaniment", "months": "3"}, "Tragen Sie 0 ein"),
        ({"months": "-1"}, "months"),
        ({"age_from": "30", "age_to": "20"}, "unter dem niedrigsten"),
        ({"outcome_0_effect_0": "language=B1"}, "Geben Sie diesem Ergebnis einen Namen"),
        ({"outcome_0_label": "x", "outcome_0_effect_0": "language=Klingonisch"}, "outcome_0_effect_0"),
        ({"status_duldung": "perhaps"}, "status_duldung"),
        ({"risks": "Bitte Frau Beispiel anrufen"}, "Angaben zu einer Person"),
    ],
)
def test_mistakes_are_named_and_what_was_typed_is_kept(
    cast: Cast, wrong: dict[str, Any], message: str
) -> None:
    client = cast.client("aydin")
    data = fields_of(text_of(client, "neu/"))
    data |= {"title": "Nähwerkstatt", "everywhere": "on", "sources": "Haushaltsplan", **wrong}
    answer = client.post(f"{ROOT}neu/", data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert "Haushaltsplan" in page
    assert not Offer.objects.exists()


def test_whoever_is_sure_that_no_person_is_meant_goes_on(cast: Cast) -> None:
    client = cast.client("aydin")
    data = fields_of(text_of(client, "neu/"))
    data |= {"title": "Haus Frau Holle", "everywhere": "on"}
    assert "no_person_meant" not in text_of(client, "neu/")
    assert 'name="no_person_meant"' in client.post(f"{ROOT}neu/", data).content.decode()
    assert client.post(f"{ROOT}neu/", data | {"no_person_meant": "on"}).status_code == 302
    assert Offer.objects.get().title == "Haus Frau Holle"


def test_hostile_texts_are_shown_as_texts(cast: Cast) -> None:
    definition = {
        "risks": [HOSTILE],
        "conditions": [HOSTILE],
        "sources": ["javascript:alert(1)", f"https://x/{HOSTILE}"],
        "outcomes": [{"key": "x", "label": {"de": HOSTILE}}],
    }
    offer = an_offer(cast, HOSTILE, definition=definition)
    need = a_need(cast, HOSTILE, source=HOSTILE)
    for path in ("", f"{offer.pk}/", f"{offer.pk}/bearbeiten/", "bedarfe/", f"bedarfe/{need.pk}/"):
        page = text_of(cast.client("aydin"), path)
        assert HOSTILE not in page, path
        assert 'href="javascript:' not in page, path


def test_two_people_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    offer = an_offer(cast)
    client = cast.client("aydin")
    data = fields_of(text_of(client, f"{offer.pk}/bearbeiten/"))
    with cast.inside():
        edit_offer(cast.brandt, offer, **all_of(offer, months=6, places=8))
    page = client.post(f"{ROOT}{offer.pk}/bearbeiten/", data | {"months": "9"}).content.decode()
    assert "Was soll gelten?" in page
    assert f"{cast.brandt.user} schrieb am" in page
    again = fields_of(page)
    assert (again["months"], again["places"]) == ("9", "8"), "what was typed is kept, the rest taken over"
    assert client.post(f"{ROOT}{offer.pk}/bearbeiten/", again).status_code == 200, "it is asked until chosen"
    said = client.post(f"{ROOT}{offer.pk}/bearbeiten/", again | choices_in(page, "mine"), follow=True)
    assert "Das Angebot wurde geändert." in said.content.decode()
    offer.refresh_from_db()
    assert (offer.months, offer.places) == (9, 8)


def choices_in(page: str, side: str) -> dict[str, str]:
    """The same side chosen for everything that is asked."""
    found = re.findall(r'type="radio" name="([^"]*choice-[^"]*)" id="[^"]*" value="([^"]*)"', page)
    return {name: value for name, value in found if value.startswith(side)}


def test_changes_of_different_parts_meet_without_a_question(cast: Cast) -> None:
    offer = an_offer(cast, definition=WITH_RULES)
    client = cast.client("aydin")
    data = fields_of(text_of(client, f"{offer.pk}/bearbeiten/"))
    with cast.inside():
        edit_offer(
            cast.brandt,
            offer,
            **all_of(offer, everywhere=False, territory=cast.places[:1], title="Sprachkurs"),
        )
    typed = data | {"status_erlaubnis": "open", "minimum_language": "B1"}
    page = client.post(f"{ROOT}{offer.pk}/bearbeiten/", typed, follow=True).content.decode()
    assert "Beide Änderungen wurden behalten" in page
    offer.refresh_from_db()
    assert (offer.title, [place.pk for place in offer.territory.all()]) == ("Sprachkurs", [cast.places[0].pk])
    assert offer.definition["access"][0]["when"]["language"] == {"min": "B1"}


def test_access_rules_and_outcomes_of_two_people_meet(cast: Cast) -> None:
    offer = an_offer(cast, definition=WITH_RULES)
    client, other = cast.client("aydin"), cast.client("brandt")
    path = f"{offer.pk}/bearbeiten/"
    mine, theirs = fields_of(text_of(client, path)), fields_of(text_of(other, path))
    theirs |= {"status_duldung": "discretionary", "outcome_1_label": "Ohne Zertifikat", "outcome_0_label": ""}
    assert other.post(ROOT + path, theirs).status_code == 302
    mine |= {"wait_duldung": "3", "outcome_1_label": "Abbruch", "outcome_2_label": "Zertifikat"}
    page = client.post(ROOT + path, mine).content.decode()
    assert set(choices_in(page, "mine")) == {"choice-status_duldung"}
    answer = client.post(ROOT + path, fields_of(page) | choices_in(page, "mine"))
    assert answer.status_code == 302, answer.content.decode()
    offer.refresh_from_db()
    labels = [outcome["label"]["de"] for outcome in offer.definition["outcomes"]]
    assert labels == ["Ohne Zertifikat", "Abbruch", "Zertifikat"], "nothing that was typed is lost"


def test_municipalities_beyond_the_alliance_survive_an_edit(cast: Cast) -> None:
    abroad = Place.objects.create(
        ags="05998004", name="Fern", short_name="Fern", district_key="05998", district_name="Nachbarkreis",
        population=1, population_date="2020-01-01", latitude=51, longitude=7,
    )  # fmt: skip
    offer = an_offer(cast, everywhere=False, territory=[abroad, cast.places[0]])
    client = cast.client("aydin")
    data = fields_of(text_of(client, f"{offer.pk}/bearbeiten/"))
    assert data["territory"] == [cast.places[0].pk]
    client.post(f"{ROOT}{offer.pk}/bearbeiten/", data)
    assert {place.pk for place in offer.territory.all()} == {abroad.pk, cast.places[0].pk}


def test_rules_with_unknown_features_stay_and_the_page_says_so(cast: Cast) -> None:
    own = {"access": [{"when": {"colour": "blue"}}]}
    offer = an_offer(cast, definition=own, is_checked=True)
    client = cast.client("aydin")
    assert "lassen sich hier nicht lesen" in text_of(client, f"{offer.pk}/")
    page = text_of(client, f"{offer.pk}/bearbeiten/")
    assert "lassen sich hier nicht ändern" in page
    assert 'name="minimum_language"' not in page


def test_a_need_from_plain_fields(cast: Cast) -> None:
    client = cast.client("aydin")
    data = fields_of(text_of(client, "bedarfe/neu/"))
    data |= {
        "label": "Mit Duldung",
        "feature_status": ["duldung", "duldung_60b"],
        "age_from": "18",
        "number": "über 500",
        "method": "estimated",
        "sex": "women",
        "benefit_law": "asylblg",
        "life_area": "housing",
        "date": "30.06.2026",
        "places": [cast.places[0].pk],
    }
    assert client.post(f"{ROOT}bedarfe/neu/", data).status_code == 302
    page = text_of(client, "bedarfe/")
    for words in (
        "über 500",
        "mindestens 501",
        "geschätzt",
        "Wohnen",
        "Frauen",
        "Asylbewerberleistungsgesetz",
    ):
        assert words in page
    with cast.inside():
        need = Need.objects.get()
        assert need.when == {"status": ["duldung", "duldung_60b"], "clocks": {"age": {"min": 216}}}
        assert (need.minimum, need.maximum, need.wording) == (501, None, "über 500")
    data = fields_of(text_of(client, f"bedarfe/{need.pk}/"))
    assert client.post(f"{ROOT}bedarfe/{need.pk}/", data).status_code == 302
    with cast.inside():
        again = Need.objects.get()
        assert again.when == need.when
        assert (again.minimum, again.maximum, again.wording) == (501, None, "über 500")


def test_two_people_edit_the_same_need(cast: Cast) -> None:
    need = a_need(cast, minimum=400, source="Jugendamt")
    client, other = cast.client("aydin"), cast.client("dikmen")
    path = f"bedarfe/{need.pk}/"
    mine, theirs = fields_of(text_of(client, path)), fields_of(text_of(other, path))
    assert other.post(ROOT + path, theirs | {"number": "600", "label": "Geduldete"}).status_code == 302
    page = client.post(ROOT + path, mine | {"number": "rund 450", "source": "Schulamt"}).content.decode()
    assert f"{cast.dikmen.user} schrieb am" in page
    kept = fields_of(page)
    assert (kept["number"], kept["label"], kept["source"]) == ("rund 450", "Geduldete", "Schulamt")
    assert client.post(ROOT + path, kept | choices_in(page, "theirs")).status_code == 302
    with cast.inside():
        need.refresh_from_db()
        assert (need.minimum, need.label, need.source) == (600, "Geduldete", "Schulamt")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"number": "9 bis 3"}, "unter der niedrigsten"),
        ({"number": "viele"}, "kann nicht als Zahl gelesen werden"),
        ({"number": "-4"}, "kann nicht als Zahl gelesen werden"),
        ({"number": "99999999999"}, "mehr als zehn Millionen"),
        ({"label": ""}, "wer gemeint ist"),
        ({"age_from": "30", "age_to": "20"}, "höchste Alter"),
        ({"label": "Herr Beispiel"}, "Angaben zu einer Person"),
        ({"feature_status": ["pirat"]}, "feature_status"),
    ],
)
def test_a_wrong_need_is_named_and_not_stored(cast: Cast, wrong: dict[str, Any], message: str) -> None:
    client = cast.client("aydin")
    data = fields_of(text_of(client, "bedarfe/neu/")) | {"label": "Gruppe", "source": "Bericht", **wrong}
    page = client.post(f"{ROOT}bedarfe/neu/", data).content.decode()
    assert message in page
    assert "Bericht" in page
    with cast.inside():
        assert not Need.objects.exists()


def test_another_alliances_things_are_not_found(cast: Cast) -> None:
    offer, need = an_offer(cast), a_need(cast)
    client = cast.client("czerny")
    for path in (f"{offer.pk}/", f"{offer.pk}/bearbeiten/", f"bedarfe/{need.pk}/"):
        assert client.get(f"/b/nachbarkreis/angebote/{path}").status_code == 404
        assert client.get(ROOT + path).status_code == 404
    for path in (f"{offer.pk}/stimmt/", f"{offer.pk}/aufnehmen/", f"bedarfe/{need.pk}/entfernen/"):
        assert client.post(f"/b/nachbarkreis/angebote/{path}").status_code == 404
