"""Staffelstab: gapless pathways between the offers of a district, checked like software."""

__version__ = "0.1.0"
