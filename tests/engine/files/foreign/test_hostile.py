"""At least fifty broken or hostile files: each is refused with a sentence, whatever its name says."""

from __future__ import annotations

import pytest

from staffelstab.engine.errors import InputError
from staffelstab.engine.files.foreign import read_foreign
from staffelstab.engine.wording import Words
from tests.engine.files.foreign.hostile import BROKEN, SOUND


def test_there_are_more_than_fifty() -> None:
    assert len(BROKEN) >= 50


def test_the_sound_one_is_read() -> None:
    assert [line.cells for line in read_foreign(SOUND, "kurse.xlsx").tables[0].lines] == [
        ("Deutschkurs", "Musterstadt")
    ]


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_file_is_refused_with_a_sentence(name: str) -> None:
    content, code = BROKEN[name]
    with pytest.raises(InputError) as caught:
        read_foreign(content, "liste.csv")
    assert [problem.code for problem in caught.value.problems] == [code]
    for language in ("de", "en"):
        sentence = Words(language).problem(caught.value.problems[0])
        assert "liste.csv" in sentence and sentence.endswith((".", "."))


@pytest.mark.parametrize("cut", range(1, 40))
def test_a_workbook_that_is_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(InputError):
        read_foreign(SOUND[: len(SOUND) * cut // 40], "kurse.xlsx")
