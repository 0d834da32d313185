"""The cheapest set that contains one change of each clause, exactly (integer programme, HiGHS)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import highspy
import numpy as np
import numpy.typing as npt

from staffelstab.engine.check.kernel.tables import Ints

Floats = npt.NDArray[np.float64]


class _Silent(highspy.Highs):
    """A solver without callbacks: only their setup prints a banner to standard output."""

    def __init__(self) -> None:
        highspy._core._Highs.__init__(self)


class HittingSet:
    """Grows by clauses and forbidden sets; `cheapest` answers for all so far.

    costs (K,): what is proven to be least. ranks (K,): of sets of equal cost the one with the lowest sum of ranks.
    """

    def __init__(self, costs: Ints, ranks: Ints) -> None:
        self.columns = np.arange(len(costs), dtype=np.int32)
        self.costs, self.ranks = costs.astype(np.float64), ranks.astype(np.float64)
        self.solver = _Silent()
        for option, value in _OPTIONS:
            self.solver.setOptionValue(option, value)
        for column in self.columns.tolist():
            self.solver.addVar(0.0, 1.0)
            self.solver.changeColIntegrality(column, highspy.HighsVarType.kInteger)
        self._row(self.columns.tolist(), -highspy.kHighsInf, highspy.kHighsInf, self.costs)

    def add(self, clause: Iterable[int]) -> None:
        """At least one change of the clause."""
        self._row(sorted(clause), 1.0, highspy.kHighsInf)

    def forbid(self, chosen: Sequence[int]) -> None:
        """Not all of these changes together."""
        self._row(sorted(chosen), -highspy.kHighsInf, float(len(chosen) - 1))

    def _row(self, columns: Sequence[int], low: float, high: float, weights: Floats | None = None) -> None:
        values = np.ones(len(columns)) if weights is None else weights
        self.solver.addRow(low, high, len(columns), np.array(columns, dtype=np.int32), values)

    def cheapest(self) -> tuple[int, ...] | None:
        """The changes of the cheapest set, ascending; None when there is none left."""
        self.solver.changeRowBounds(0, -highspy.kHighsInf, highspy.kHighsInf)
        first = self._least(self.costs)
        if first is None:
            return None
        self.solver.changeRowBounds(0, -highspy.kHighsInf, float(self.costs[list(first)].sum()) + 0.5)
        return self._least(self.ranks) or first

    def _least(self, weights: Floats) -> tuple[int, ...] | None:
        self.solver.changeColsCost(len(self.columns), self.columns, weights)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty):
            raise ArithmeticError(
                f"the integer programme was not solved: {self.solver.modelStatusToString(status)}"
            )
        values = np.array(self.solver.getSolution().col_value)
        return tuple(np.flatnonzero(values > 0.5).tolist())


_OPTIONS: tuple[tuple[str, bool | int | float | str], ...] = (
    ("output_flag", False),
    ("threads", 1),
    ("parallel", "off"),
    ("random_seed", 0),
    ("mip_rel_gap", 0.0),
    ("mip_abs_gap", 0.5),
)
"""All costs are whole numbers: what is proven within a half is proven."""
