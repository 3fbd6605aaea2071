"""The picture of the architecture: every module of the source in its band, with its length."""

from html import escape
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "src" / "unrest"
BANDS = {
    "values": "display errors file vocabulary construction edtf when quantity"
    " wording constraint initializer path extra",
    "records": "source rows passage article place actor records",
    "many records": "query dataset rules reports comparison",
    "edges": "codec schema codes tables engine readers interchange",
    "for people": "prose sketch plots review strategies commands",
}
_WIDTH, _LEFT, _BOX, _HIGH, _GAP = 760, 112, 100, 38, 8


def _lines(module: str) -> int:
    folder = SOURCE / module
    files = folder.rglob("*.py") if folder.is_dir() else [SOURCE / f"{module}.py"]
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in files)


def house() -> str:
    """The picture as SVG, in the colours of the page."""
    there = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    drawn = {module for modules in BANDS.values() for module in modules.split()}
    if drawn != there - {"__init__", "__main__"}:
        raise SystemExit(f"the picture of the architecture and the source differ in {drawn ^ there}")
    parts, top = [], 4
    most = (_WIDTH - _LEFT) // (_BOX + _GAP)
    for band, modules in BANDS.items():
        names = modules.split()
        rows = -(-len(names) // most)
        high = rows * (_HIGH + _GAP) + _GAP
        parts.append(f'<rect x="0" y="{top}" width="{_WIDTH}" height="{high}" rx="6" opacity=".07"/>')
        parts.append(f'<text x="12" y="{top + 28}" font-weight="bold">{escape(band)}</text>')
        for at, name in enumerate(names):
            x, y = _LEFT + at % most * (_BOX + _GAP), top + _GAP + at // most * (_HIGH + _GAP)
            parts.append(
                f'<rect x="{x}" y="{y}" width="{_BOX}" height="{_HIGH}" rx="4" fill="none" stroke="currentColor"/>'
                f'<text x="{x + _BOX / 2}" y="{y + 17}" text-anchor="middle">{name}</text>'
                f'<text x="{x + _BOX / 2}" y="{y + 31}" text-anchor="middle" font-size="10" opacity=".7">'
                f"{_lines(name):,} lines</text>"
            )
        top += high + _GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" role="img" font-family="sans-serif" '
        f'font-size="13" fill="currentColor" style="width:100%"><title>The modules of the source in five bands, '
        f"each of which imports only from those above it</title>{''.join(parts)}</svg>"
    )
