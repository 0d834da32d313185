"""Which entries of the catalogue are modules of a programme."""

from __future__ import annotations

from dataclasses import dataclass

from staffelstab.programmes.profiles import programme_profiles


@dataclass(frozen=True)
class ModuleName:
    """`number` as the programme counts its modules; `module_key` as it names them, also in the code book."""

    programme: str
    programme_key: str
    module_key: str
    number: int
    title: str
    purpose: str


def module_names(language: str) -> dict[str, ModuleName]:
    """Key of the catalogue → the module of a programme it stands for."""
    return {
        module.catalogue_key: ModuleName(
            profile.title.in_language(language),
            profile.key,
            module.key,
            module.number,
            module.short_title.in_language(language) or module.title.in_language(language),
            module.purpose.text.in_language(language),
        )
        for profile in programme_profiles()
        for module in profile.modules
        if module.catalogue_key
    }
