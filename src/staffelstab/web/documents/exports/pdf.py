"""Sets papers as tagged PDF (PDF/A-2a and PDF/UA-1) and drawings as PNG. What is set is data, never markup."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _

from staffelstab.web.documents.exports.paper import Paper

PAPERS = Path(__file__).parent.parent / "papers"
FONTS = ("400Regular", "400Regular_Italic", "600SemiBold")
PIXELS_PER_INCH = 192.0
WITHOUT_LETTER = re.compile(
    r"[^\t\n\u0020-\u024F\u0259\u0300-\u036F\u0370-\u03FF\u0400-\u04FF\u1E00-\u1EFF"
    r"\u2010-\u2044\u20A0-\u20BF\u2116\u2122\u2190-\u2193\u2212\u2260-\u2265]"
)
"""Characters that the letters of the paper do not have."""


class PaperNotSet(RuntimeError):
    """The paper could not be made; the message says why, for the people who run the program."""


def to_pdf(paper: Paper) -> bytes:
    content = paper.content() | {"fingerprint": paper.fingerprint, "words": _words()}
    text = WITHOUT_LETTER.sub("\N{REPLACEMENT CHARACTER}", json.dumps(content, ensure_ascii=False))
    return _set("paper.typ", text.replace("\N{REPLACEMENT CHARACTER}", "?"), "pdf")


def to_png(svg: str) -> bytes:
    return _set("drawing.typ", json.dumps({"svg": svg}, ensure_ascii=False), "png")


def _set(template: str, content: str, kind: str) -> bytes:
    letters = Path(settings.NODE_MODULES_DIR) / "@expo-google-fonts" / "fira-sans"
    compiler = typst.Compiler(
        str(PAPERS / template), root=str(PAPERS), font_paths=_fonts(letters), sys_inputs={"content": content}
    )
    try:
        if kind == "png":
            made = compiler.compile(format="png", ppi=PIXELS_PER_INCH)
        else:
            made = compiler.compile(format="pdf", pdf_standards=["a-2a", "ua-1"])
    except typst.TypstError as error:
        raise PaperNotSet(f"{template}: {error}") from error
    if not isinstance(made, bytes):
        raise PaperNotSet(f"{template}: more than one page for one drawing")
    return made


@lru_cache(maxsize=1)
def _fonts(folder: Path) -> typst.Fonts:
    folders = [folder / name for name in FONTS]
    if not all(each.is_dir() for each in folders):
        raise PaperNotSet(f"The letters for papers are missing in {folder}; `make install` fetches them.")
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(each) for each in folders]
    )


def _words() -> dict[str, str]:
    """What the template itself says."""
    return {
        "page": _("Page"),
        "of": _("of"),
        "as_of": _("As of"),
        "fingerprint": _("Fingerprint"),
    }
