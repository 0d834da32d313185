"""Workbooks: the same content as a YAML file, on sheets with German headings."""

from staffelstab.engine.files.workbook.document import (
    WORKBOOK_SUFFIXES,
    WorkbookDocument,
    looks_like_workbook,
)
from staffelstab.engine.files.workbook.writing import empty_workbook, write_xlsx

__all__ = ["WORKBOOK_SUFFIXES", "WorkbookDocument", "empty_workbook", "looks_like_workbook", "write_xlsx"]
