"""Small counts: what is held back so that nobody gets them by subtraction. Told in docs/background/disclosure.md."""

from staffelstab.engine.disclosure.protect import Protection, Release, protect
from staffelstab.engine.disclosure.system import Label, Rule
from staffelstab.engine.disclosure.tables import Figure, Sum, Table, UnfitTable, cross_table, hierarchy

__all__ = [
    "Figure",
    "Label",
    "Protection",
    "Release",
    "Rule",
    "Sum",
    "Table",
    "UnfitTable",
    "cross_table",
    "hierarchy",
    "protect",
]
