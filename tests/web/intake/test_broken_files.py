"""More than fifty broken or hostile files: each is answered with a sentence, and nothing changes."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html

from staffelstab.web.intake.models import Batch, ForeignList
from staffelstab.web.journal.models import Entry
from tests.cast import Cast
from tests.engine.files.foreign.hostile import BROKEN


def test_every_broken_file_is_answered_and_changes_nothing(cast: Cast) -> None:
    aydin = cast.client("aydin")
    url = reverse("intake:lists", kwargs={"alliance_slug": cast.alliance.slug})
    before = Entry.objects.count()
    silent = []
    for name, (content, _code) in BROKEN.items():
        answer = aydin.post(url, {"file": SimpleUploadedFile("liste.csv", content)})
        page: Any = html.fromstring(answer.content.decode())
        alerts = page.xpath("//*[@role='alert']")
        if answer.status_code != 200 or not alerts or len(alerts[0].text_content().split()) < 8:
            silent.append(name)
    assert silent == []
    with cast.inside():
        assert not ForeignList.objects.exists() and not Batch.objects.exists()
    assert Entry.objects.count() == before


@pytest.mark.parametrize("name", ["liste.exe", "liste.xlsm", "liste", "liste.pdf"])
def test_other_endings_are_refused_with_a_way_out(cast: Cast, name: str) -> None:
    url = reverse("intake:lists", kwargs={"alliance_slug": cast.alliance.slug})
    answer = cast.client("aydin").post(url, {"file": SimpleUploadedFile(name, b"Titel;Ort\nKurs;Wesel\n")})
    assert "Bitte speichern Sie die Liste als .xlsx oder .csv" in answer.content.decode()
