"""Checks kept open between two edits, so that the next answer needs only what can be different."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar

from staffelstab.engine.check import Question, Report
from staffelstab.engine.check.checker import Checker
from staffelstab.engine.model import Pathway

Answer = TypeVar("Answer")


class Sessions:
    """At most `most` sessions, those used last; each is in one hand at a time, so threads never wait for each other.

    A report from a session equals a full check whatever was asked before, so it does not matter which one is found.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = Lock()
        self._free: OrderedDict[Hashable, Checker] = OrderedDict()

    def report(self, name: Hashable, pathway: Pathway, question: Question) -> Report:
        """The report about a pathway; `name`: what pathways are likely to differ little in."""
        return self.ask(name, pathway, question, lambda checker: checker.report)

    def ask(
        self, name: Hashable, pathway: Pathway, question: Question, answer: Callable[[Checker], Answer]
    ) -> Answer:
        """What `answer` makes of the session that stands at this pathway and question."""
        checker = self._take(name)
        if checker is None or checker.question != question:
            checker = Checker(pathway, question)
        else:
            checker.edit(pathway)
        answered = answer(checker)
        self._put_back(name, checker)
        return answered

    def __len__(self) -> int:
        return len(self._free)

    def _take(self, name: Hashable) -> Checker | None:
        with self._lock:
            return self._free.pop(name, None)

    def _put_back(self, name: Hashable, checker: Checker) -> None:
        with self._lock:
            self._free[name] = checker
            self._free.move_to_end(name)
            while len(self._free) > self.most:
                self._free.popitem(last=False)
