"""The edits that are timed in `make bench`, in the districts we ship."""

from __future__ import annotations

import pytest

from benchmarks.edits import typical_edits
from staffelstab.engine.check import Question, check
from staffelstab.engine.check.checker import Checker
from staffelstab.programmes import districts


@pytest.mark.parametrize(("name", "every"), [("musterkreis", 3), ("kreis_wesel_heute", 6)])
def test_after_typical_edits_the_report_is_that_of_a_full_check(name: str, every: int) -> None:
    pathway = districts.load(name)
    assert pathway.date is not None
    question = Question(pathway.date)
    checker = Checker(pathway, question)
    for what, edited in list(typical_edits(pathway))[::every]:
        assert checker.edit(edited) == check(edited, question), what
    assert checker.edit(pathway) == check(pathway, question)
