"""Findings, offers and errors in words. `Words("de").finding(finding, pathway)` gives one plain statement."""

from staffelstab.engine.wording.stories import Row
from staffelstab.engine.wording.texts import Language
from staffelstab.engine.wording.words import Words

__all__ = ["Language", "Row", "Words"]
