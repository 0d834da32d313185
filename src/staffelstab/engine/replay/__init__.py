"""Follows a story with a finger in the file: was each step allowed, and is what is told of it true?

Written apart from the check: it reads a document of the file format (docs/reference/file-format.md) and the finding,
and knows none of the check's tables. `replay(document, question, finding)` gives a `Replay`.
"""

from staffelstab.engine.replay.points import ASPECTS, Part, Point, Replay
from staffelstab.engine.replay.replay import replay

__all__ = ["ASPECTS", "Part", "Point", "Replay", "replay"]
