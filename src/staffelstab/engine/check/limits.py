"""How far the check looks, to tell "late" from "never"."""

FAR_MONTHS = 360
"""Thirty years: longer than any minimum months of residence law together with any way through a concept."""
NEVER = 1 << 28
"""A month that never comes."""

MOST_SITUATIONS = 20_000_000
"""Combinations of all scales that are held in memory at most (80 MB)."""
MOST_ENTRIES = 200_000_000
"""Situations that occur, times what is looked up about each (outcomes, rules, attributes), held at most (1 GB)."""
MOST_PROFILES = 2_000_000
"""Profiles at entry that are looked at at most."""
MOST_LABELS = 1 << 17
"""Stages that are held in memory at most while one group of profiles is searched (some 170 MB per core)."""
