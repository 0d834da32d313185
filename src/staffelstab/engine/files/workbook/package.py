"""Open the package of a workbook without trusting it: size, macros, entities, damage."""

from __future__ import annotations

import io
import zipfile
import zlib

from staffelstab.engine.errors import InputError, Location
from staffelstab.engine.files.problems import fail, shown

MOST_MEMBERS = 2000
MOST_UNPACKED = 200 * 1024 * 1024
HIGHEST_RATIO = 200
MAIN_PART = "xl/workbook.xml"

_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_FORBIDDEN = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("ascii", "utf-16-le", "utf-16-be")
)


class Package:
    """The parts of a workbook that hold text, unpacked and checked."""

    def __init__(self, content: bytes, file: str) -> None:
        self._here = Location(file)
        self.parts = self._unpack(content)
        self.has_external_links = any(name.startswith("xl/externalLinks/") for name in self.parts)

    def repacked(self) -> io.BytesIO:
        """The same parts without compression, so that nobody after us unpacks anything unchecked."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        target.seek(0)
        return target

    def _unpack(self, content: bytes) -> dict[str, bytes]:
        if content.startswith(_OLD_FORMAT):
            is_protected = "EncryptedPackage".encode("utf-16-le") in content
            raise self._refusal("workbook-protected" if is_protected else "not-a-workbook")
        try:
            archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise self._refusal("not-a-workbook") from None
        with archive:
            members = archive.infolist()
            self._refuse_bombs(members, len(content))
            self._refuse_macros(members)
            parts = {m.filename: self._read(archive, m) for m in members if _holds_text(m.filename)}
        if MAIN_PART not in parts:
            raise self._refusal("not-a-workbook")
        return parts

    def _refuse_bombs(self, members: list[zipfile.ZipInfo], size: int) -> None:
        unpacked = sum(member.file_size for member in members)
        if len(members) > MOST_MEMBERS:
            raise self._refusal("workbook-unpacks-too-large", maximum=MOST_MEMBERS)
        if unpacked > MOST_UNPACKED or unpacked > HIGHEST_RATIO * size:
            maximum = f"{MOST_UNPACKED // 1024 // 1024} MB"
            raise self._refusal("workbook-unpacks-too-large", maximum=maximum)
        if len({member.filename for member in members}) < len(members):
            raise self._refusal("workbook-damaged", member=shown(members[0].filename))

    def _refuse_macros(self, members: list[zipfile.ZipInfo]) -> None:
        names = [member.filename.lower() for member in members]
        if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
            raise self._refusal("workbook-has-macros")

    def _read(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
        """At most as many bytes as the member declares; its checksum must fit."""
        if member.flag_bits & 1:
            raise self._refusal("workbook-protected")
        try:
            content = archive.read(member)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError):
            raise self._refusal("workbook-damaged", member=shown(member.filename)) from None
        if any(word in content for word in _FORBIDDEN):
            raise self._refusal("workbook-unsafe-xml", member=shown(member.filename))
        return content

    def _refusal(self, code: str, **arguments: object) -> InputError:
        return fail(code, self._here, **arguments)


def _holds_text(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))
