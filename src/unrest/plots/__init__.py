"""Pictures of a dataset: when things happened, figures as reported, disagreement, and where (extra `plot`)."""

from .canvas import FORMATS, THEMES, Picture, Theme
from .figures import draw_figures
from .timeline import draw_timeline

__all__ = ["FORMATS", "THEMES", "Picture", "Theme", "draw_figures", "draw_timeline"]
