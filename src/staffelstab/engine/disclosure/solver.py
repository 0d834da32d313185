"""A linear or integer programme for HiGHS, built row by row; quiet and without chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import highspy
import numpy as np
import numpy.typing as npt

INFINITE = highspy.kHighsInf
OPTIONS: tuple[tuple[str, bool | int | float | str], ...] = (
    ("output_flag", False),
    ("threads", 1),
    ("parallel", "off"),
    ("random_seed", 0),
    ("mip_rel_gap", 0.0),
    ("mip_abs_gap", 0.5),
)


class _Silent(highspy.Highs):
    """A solver without callbacks: only their setup prints a banner to standard output."""

    def __init__(self) -> None:
        highspy._core._Highs.__init__(self)


@dataclass(frozen=True)
class Answer:
    values: npt.NDArray[np.float64]
    objective: float
    is_proven: bool


@dataclass
class Programme:
    """Columns and rows; `least` minimises."""

    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    rows: list[tuple[float, float, Mapping[int, float]]] = field(default_factory=list)

    def column(self, low: float, high: float, cost: float = 0.0, *, whole: bool = False) -> int:
        index = len(self.lower)
        self.lower.append(low)
        self.upper.append(high)
        self.costs.append(cost)
        if whole:
            self.whole.append(index)
        return index

    def row(self, low: float, high: float, weights: Mapping[int, float]) -> None:
        self.rows.append((low, high, weights))

    def least(self, seconds: float = INFINITE) -> Answer | None:
        """None when nothing fits. Not proven means: time was up, the best that was found."""
        solver = self.solver()
        solver.setOptionValue("time_limit", seconds)
        solver.run()
        status = solver.getModelStatus()
        if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return None
        values = np.array(solver.getSolution().col_value)
        is_proven = status == highspy.HighsModelStatus.kOptimal
        if not is_proven and (
            status != highspy.HighsModelStatus.kTimeLimit or not solver.getSolution().value_valid
        ):
            raise ArithmeticError(f"the programme was not solved: {solver.modelStatusToString(status)}")
        return Answer(values, float(solver.getInfo().objective_function_value), is_proven)

    def solver(self) -> highspy.Highs:
        solver = _Silent()
        for option, value in OPTIONS:
            solver.setOptionValue(option, value)
        solver.passModel(self._model())
        return solver

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.lower), len(self.rows)
        model.col_cost_, model.col_lower_ = np.array(self.costs), np.array(self.lower)
        model.col_upper_ = np.array(self.upper)
        model.row_lower_ = np.array([row[0] for row in self.rows], dtype=float)
        model.row_upper_ = np.array([row[1] for row in self.rows], dtype=float)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row[2]) for row in self.rows)]).astype(np.int32)
        model.a_matrix_.index_ = np.array([i for row in self.rows for i in row[2]], dtype=np.int32)
        model.a_matrix_.value_ = np.array([v for row in self.rows for v in row[2].values()], dtype=float)
        if self.whole:
            kinds = [highspy.HighsVarType.kContinuous] * len(self.lower)
            for index in self.whole:
                kinds[index] = highspy.HighsVarType.kInteger
            model.integrality_ = kinds
        return model


class Session:
    """One programme asked many times: a column is narrowed, looked at, and set back."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.solver = programme.solver()

    def fits(self, column: int, low: float, high: float) -> npt.NDArray[np.float64] | None:
        """Some solution with this column between low and high; None when there is none."""
        least, most = self.programme.lower[column], self.programme.upper[column]
        low, high = max(least, low), min(most, high)
        if low > high:
            return None
        self.solver.changeColBounds(column, low, high)
        self.solver.run()
        status = self.solver.getModelStatus()
        values = np.array(self.solver.getSolution().col_value)
        self.solver.changeColBounds(column, least, most)
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status not in (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kModelEmpty):
            raise ArithmeticError(f"the programme was not solved: {self.solver.modelStatusToString(status)}")
        return values
