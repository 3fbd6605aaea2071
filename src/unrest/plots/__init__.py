"""Pictures of a dataset: when things happened, figures as reported, disagreement, and where (extra `plot`)."""

from .canvas import FORMATS, THEMES, Picture, Theme
from .disagreement import draw_disagreement
from .figures import draw_figures
from .geography import draw_map
from .timeline import draw_timeline

__all__ = ["FORMATS", "THEMES", "Picture", "Theme", "draw_disagreement", "draw_figures", "draw_map", "draw_timeline"]
