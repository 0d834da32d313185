"""A Dask cluster of two workers gives the same answers as this process."""

from __future__ import annotations

import pytest

from staffelstab.engine.check import District, Question, check_all, check_state, on_cluster
from tests.engine.land.test_state import valley
from tests.engine.towns import NEW_YEAR

distributed = pytest.importorskip("distributed", reason="comes with requirements/cluster.in")


@pytest.mark.filterwarnings("ignore")
def test_two_workers_give_the_same_result() -> None:
    land = [District(k, k, valley(k, n, helps=n % 2 == 0)) for n, k in enumerate(("east", "north", "west"))]
    question = Question(NEW_YEAR)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        spread = on_cluster(client)
        spread_out = check_state(land, question, spread=spread)
        reports = check_all([d.pathway for d in land], [question], spread=spread)
    assert spread_out == check_state(land, question)
    assert repr(spread_out) == repr(check_state(land, question))
    assert reports == check_all([d.pathway for d in land], [question])
