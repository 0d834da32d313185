"""Texts that were cut over several columns become one again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_CUT_WORD = re.compile(r"[a-zäöüßA-ZÄÖÜ]-$")
_GOES_ON = re.compile(r"^[a-zäöüß]{2,}")
_SECOND_HALF_STANDS_ALONE = re.compile(
    r"(?:und|oder|sowie|bzw|u|o|bis|für|der|des|die|das|im|in|mit|von|zur|zum|am|an)\b"
)


def joined(parts: Sequence[str]) -> str:
    """With a blank between them. A hyphen at the end of a part is taken away when the word goes on in the next one:
    „Landwirtschafts-“ „kammer“, but not in „Sozial-“ „und Gesundheitswesen“.
    """
    text = ""
    for part in filter(None, (" ".join(each.split()) for each in parts)):
        if not text:
            text = part
        elif _CUT_WORD.search(text) and _GOES_ON.match(part) and not _SECOND_HALF_STANDS_ALONE.match(part):
            text = text[:-1] + part
        elif part[0] in ".,;)":
            text += part
        else:
            text += f" {part}"
    return text


def full_width(columns: Sequence[Sequence[str]]) -> int:
    """How many characters the cells were cut at, 0 when they do not look cut: several are full, none is longer."""
    lengths = [len(cell) for cells in columns for cell in cells]
    longest = max(lengths, default=0)
    return longest if longest >= 30 and lengths.count(longest) >= 3 else 0


def may_be_cut(parts: Sequence[str], width: int) -> bool:
    """Whether a word may have been cut without a hyphen: a full cell, and the next one goes on in small letters."""
    pairs = pairwise(parts)
    return width > 0 and any(
        len(a) == width and b and not b[0].isupper() and a[-1] not in "-.,;:)" and b[0] not in "-("
        for a, b in pairs
    )
