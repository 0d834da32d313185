"""A workbook is read for a preview, taken over as a whole, and can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from staffelstab.web.journal.models import Entry
from staffelstab.web.surveys.actions.apply_upload import apply_upload
from staffelstab.web.surveys.actions.save_answers import save_answers
from staffelstab.web.surveys.actions.undo_upload import undo_upload
from staffelstab.web.surveys.exports.workbook import workbook_of
from staffelstab.web.surveys.models import Answer, Round, Sheet, Upload
from staffelstab.web.surveys.queries import aid_of_round, typed_in, world_of
from tests.cast import Cast
from tests.web.surveys.making import A_GROUP, GROUPS, TOTAL, make_round, own_answers


def url(cast: Cast, name: str, asked: Round, *args: Any) -> str:
    return reverse(f"surveys:{name}", args=(cast.alliance.slug, asked.pk, *args))


def a_file(cast: Cast, asked: Round, typed: dict[str, Any]) -> bytes:
    with cast.inside():
        aid = aid_of_round(asked)
        return workbook_of(aid, aid.sections, typed, world_of(cast.alliance), asked_for="Test")


def send(cast: Cast, asked: Round, content: bytes, who: str = "aydin") -> Any:
    file = SimpleUploadedFile("antwort.xlsx", content)
    return cast.client(who).post(url(cast, "upload", asked), {"file": file})


def typed_by(cast: Cast, sheet: Sheet) -> dict[str, Any]:
    with cast.inside():
        return typed_in(sheet)


@pytest.mark.parametrize("name", ["upload", "template"])
def test_a_stranger_gets_no_workbook(cast: Cast, name: str) -> None:
    assert cast.client("czerny").get(url(cast, name, make_round(cast))).status_code == 404


def test_preview_take_over_and_take_back(cast: Cast) -> None:
    asked, client = make_round(cast), cast.client("aydin")
    sheet = own_answers(cast, "aydin", asked, {TOTAL: "5"}, hand_in=False)
    answer = send(cast, asked, a_file(cast, asked, {TOTAL: "120", GROUPS: [A_GROUP]}))
    page = client.get(answer["Location"]).content.decode()
    assert "120" in page and "Geduldete ohne Abschluss" in page and "bisher nichts geändert" in page
    assert typed_by(cast, sheet) == {TOTAL: "5"}
    with cast.inside():
        read = Upload.objects.get()
    client.post(url(cast, "apply", asked, read.pk))
    assert typed_by(cast, sheet) == {TOTAL: "120", GROUPS: [A_GROUP]}
    client.post(url(cast, "undo", asked, read.pk))
    assert typed_by(cast, sheet)[TOTAL] == "5" and not typed_by(cast, sheet)[GROUPS]
    codes = set(Entry.objects.values_list("code", flat=True))
    assert {"surveys.apply_upload", "surveys.undo_upload"} <= codes


def test_a_file_is_taken_over_once_and_not_back_over_newer_answers(cast: Cast) -> None:
    asked = make_round(cast)
    send(cast, asked, a_file(cast, asked, {TOTAL: "120"}))
    with cast.inside():
        read = Upload.objects.get()
        apply_upload(cast.aydin, read)
        with pytest.raises(ValidationError):
            apply_upload(cast.aydin, read)
        save_answers(cast.aydin, read.sheet, {TOTAL: "130"})
        with pytest.raises(ValidationError, match="Wie viele junge Menschen"):
            undo_upload(cast.aydin, read)
        assert typed_in(read.sheet) == {TOTAL: "130"}


def test_empty_cells_erase_nothing(cast: Cast) -> None:
    asked = make_round(cast)
    sheet = own_answers(cast, "aydin", asked, {TOTAL: "5", GROUPS: [A_GROUP]}, hand_in=False)
    send(cast, asked, a_file(cast, asked, {TOTAL: "6"}))
    with cast.inside():
        apply_upload(cast.aydin, Upload.objects.get())
    assert typed_by(cast, sheet) == {TOTAL: "6", GROUPS: [A_GROUP]}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04kaputt", b"%PDF-1.7"])
def test_a_refused_file_changes_nothing_and_says_why(cast: Cast, content: bytes) -> None:
    asked = make_round(cast)
    page = send(cast, asked, content)
    assert page.status_code == 200 and "kann nicht verwendet werden" in page.content.decode()
    with cast.inside():
        assert not Upload.objects.exists() and not Answer.objects.exists()


def test_nobody_sees_or_takes_over_the_file_of_another(cast: Cast) -> None:
    asked = make_round(cast)
    send(cast, asked, a_file(cast, asked, {TOTAL: "120"}), who="dikmen")
    with cast.inside():
        read = Upload.objects.get()
    for name in ("apply", "undo"):
        assert cast.client("aydin").post(url(cast, name, asked, read.pk)).status_code == 404
    assert cast.client("aydin").get(url(cast, "preview", asked, read.pk)).status_code == 404


def test_a_part_of_the_work_aid_as_a_template(cast: Cast) -> None:
    asked = make_round(cast)
    whole = cast.client("aydin").get(url(cast, "template", asked))
    part = cast.client("aydin").get(url(cast, "template", asked) + "?abschnitt=gaps")
    assert whole["Content-Type"].endswith("spreadsheetml.sheet") and len(part.content) < len(whole.content)
