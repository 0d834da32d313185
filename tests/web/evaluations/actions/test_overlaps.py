from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django_scopes import scope

from staffelstab.web.evaluations.actions.mark_overlap import mark_overlap
from staffelstab.web.evaluations.actions.unmark_overlap import unmark_overlap
from staffelstab.web.evaluations.models import KnownOverlap
from staffelstab.web.journal.models import Entry
from staffelstab.web.kit.verdict import Refused
from tests.cast import Cast
from tests.web.concepts.making import TODAY
from tests.web.evaluations.making import a_known_overlap, pair, twice
from tests.web.offers.making import an_offer


def test_a_partner_may_not_decide_for_the_alliance(cast: Cast) -> None:
    twice(cast)
    one, other = pair(cast)
    with cast.inside(), pytest.raises(Refused, match="Kerngruppe"):
        mark_overlap(cast.brandt, one, other, reason="Passt.", today=TODAY)


def test_the_order_of_the_two_does_not_matter(cast: Cast) -> None:
    twice(cast)
    one, other = pair(cast)
    with cast.inside():
        first = mark_overlap(cast.dikmen, other, one, reason="Der eine ist voll.", today=TODAY)
        again = mark_overlap(cast.aydin, one, other, reason="Anderer Grund.", today=TODAY)
        assert first.pk == again.pk
        assert KnownOverlap.objects.get().reason == "Anderer Grund."
    written = Entry.objects.filter(code="evaluations.mark_overlap").order_by("number").last()
    assert written is not None
    assert (written.before, written.after) == ({"reason": "Der eine ist voll."}, {"reason": "Anderer Grund."})


def test_a_reason_is_needed_and_the_pair_must_be_listed_here(cast: Cast) -> None:
    twice(cast)
    one, other = pair(cast)
    with cast.inside():
        with pytest.raises(ValidationError):
            mark_overlap(cast.aydin, one, other, reason="  ", today=TODAY)
        with pytest.raises(ValidationError):
            mark_overlap(cast.aydin, one, one, reason="Passt.", today=TODAY)
    foreign = an_offer(cast, title="Fremdes Angebot")
    with scope(alliance=cast.neighbour), pytest.raises(ValidationError, match="hier geführt"):
        mark_overlap(cast.czerny, one, foreign, reason="Passt.", today=TODAY)


def test_taking_back_keeps_the_reason_in_the_journal(cast: Cast) -> None:
    twice(cast)
    known = a_known_overlap(cast)
    with cast.inside():
        with pytest.raises(Refused):
            unmark_overlap(cast.ernst, known)
        unmark_overlap(cast.aydin, known)
        assert not KnownOverlap.objects.exists()
    entry = Entry.objects.get(code="evaluations.unmark_overlap")
    assert entry.before == {"reason": "Der eine ist voll."}
