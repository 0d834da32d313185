"""Settings for properties whose every example takes many searches."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

_usual = settings.get_profile(settings.get_current_profile_name())
slow = settings(suppress_health_check=list(HealthCheck), max_examples=max(1, _usual.max_examples // 3))
