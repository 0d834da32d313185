"""Texts and names as XML can carry them."""

from __future__ import annotations

import re
from xml.etree import ElementTree as Tree

from staffelstab.engine.model import Label

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_NAME = re.compile(r"[^A-Za-z0-9_.-]")
REPLACEMENT = "\ufffd"


def carried(text: str) -> str:
    """The text with every letter that XML forbids shown as U+FFFD; <, > and & are escaped when it is written."""
    return _FORBIDDEN.sub(REPLACEMENT, text)


def label_text(label: Label, language: str, otherwise: str) -> str:
    """The text of a label in this language, else in another one, else what stands in for it; one line."""
    text = label.get(language) or next((text for text in label.values() if text), otherwise)
    return " ".join(carried(text).split()) or otherwise


class Ids:
    """Names of elements: made of what they stand for, unique, the same for the same file."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, kind: str, *parts: str) -> str:
        wanted = "_".join([kind, *(_NO_NAME.sub("_", part) for part in parts)])
        name, number = wanted, 2
        while name in self._taken:
            name, number = f"{wanted}_{number}", number + 1
        self._taken.add(name)
        return name


def add(parent: Tree.Element, tag: str, text: str = "", /, **attributes: str) -> Tree.Element:
    """A new last child; a trailing underscore keeps an attribute name from being a Python word."""
    safe = {name.rstrip("_").replace("__", ":"): carried(value) for name, value in attributes.items()}
    child = Tree.SubElement(parent, tag, safe)
    if text:
        child.text = carried(text)
    return child


def document(root: Tree.Element) -> str:
    Tree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + Tree.tostring(root, encoding="unicode") + "\n"
