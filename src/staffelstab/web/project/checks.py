"""What an operator should hear before the first request, each with an id and the next step."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register


@register(Tags.staticfiles)
def design_system_is_installed(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.STATIC_IS_COLLECTED or (settings.STATICFILES_DIRS[0][1] / "kern.min.css").exists():
        return []
    return [
        Warning(
            "The design system KERN UX is not installed; pages will look unfinished.",
            hint="Run “make install”, or point STAFFELSTAB_NODE_MODULES_DIR to the folder node_modules.",
            id="staffelstab.W001",
        )
    ]


@register(Tags.security, deploy=True)
def operation_is_encrypted(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.HTTPS:
        return []
    return [
        Error(
            "STAFFELSTAB_PUBLIC_ADDRESS does not begin with https.",
            hint="Set it to the address people type, such as https://staffelstab.example.",
            id="staffelstab.E001",
        )
    ]


@register(Tags.staticfiles, deploy=True)
def static_files_are_collected(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    if not settings.STATIC_IS_COLLECTED or manifest.exists():
        return []
    return [
        Error(
            "STAFFELSTAB_STATIC_IS_COLLECTED is set, but no collected files were found.",
            hint="Run the command collectstatic first.",
            id="staffelstab.E002",
        )
    ]


@register(Tags.translation)
def german_is_compiled(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if (settings.LOCALE_PATHS[0] / "de" / "LC_MESSAGES" / "django.mo").exists():
        return []
    return [
        Warning(
            "The German texts are not compiled; pages will appear in English.",
            hint="Run “make install”.",
            id="staffelstab.W002",
        )
    ]
