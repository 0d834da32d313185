from __future__ import annotations

from staffelstab.web.evaluations.views.figures import figure, figure_file

__all__ = ["figure", "figure_file"]
