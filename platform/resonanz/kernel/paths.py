"""Where templates, static files and migrations lie: in the wheel or in the checkout."""

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
FONT = PACKAGE / "kernel" / "data" / "fonts" / "DejaVuSans.ttf"
"""For what is drawn by the site itself: images of evidence, reports."""


@cache
def data_dir(name: str) -> Path:
    """The folder `templates`, `static` or `migrations`.

    Raises FileNotFoundError if neither the installed wheel nor the checkout has it.
    """
    for base in (PACKAGE / "_data", PACKAGE.parent.parent):
        if (base / name).is_dir():
            return base / name
    raise FileNotFoundError(f"The folder {name} is missing from the installation.")
