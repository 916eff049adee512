"""Frozen numbers."""

from piccolo.columns import Date, Integer, Text
from piccolo.table import Table


class NumbersSnapshot(Table, tablename="numbers_snapshot"):
    """The numbers of a quarter as they were frozen; rows never change. The key is quarter and
    edition; `data` is JSON, `sha256` that of its UTF-8 bytes.
    """

    quarter = Text(primary_key=True)
    edition = Integer(default=1)
    frozen_on = Date()
    data = Text()
    sha256 = Text()
