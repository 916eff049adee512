"""Files to import."""

from collections.abc import Callable
from pathlib import Path

import pytest

HEADER = "name,website,country,city,postcode,kind,city_basis,posting_city,source"


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a CSV file of lines; the header is that of agencies.csv unless another is given."""

    def write(*lines: str, header: str = HEADER) -> Path:
        path = tmp_path / "rows.csv"
        path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return path

    return write
