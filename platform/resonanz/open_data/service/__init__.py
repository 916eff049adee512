"""Use cases of open data."""

from .dictionary import TABLES
from .exporting import export_if_due, folder, latest
from .metadata import LICENCE, MEDIA, address, schema_org

__all__ = [
    "LICENCE",
    "MEDIA",
    "TABLES",
    "address",
    "export_if_due",
    "folder",
    "latest",
    "schema_org",
]
