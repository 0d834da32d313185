"""The answer of every rule: yes or no, and a reason that a page can show."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise


class Refused(PermissionDenied):
    """A deed was asked for that a rule forbids; the page for 403 shows the reason."""


@dataclass(frozen=True)
class Verdict:
    """Truthy when allowed. ``reason`` is empty then, otherwise one sentence for people."""

    allowed: bool
    reason: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed

    def or_refuse(self) -> None:
        """Actions call this first: goes on silently or raises ``Refused`` with the reason."""
        if not self.allowed:
            raise Refused(str(self.reason))


ALLOWED = Verdict(True)


def refused(reason: str | Promise) -> Verdict:
    return Verdict(False, reason)
