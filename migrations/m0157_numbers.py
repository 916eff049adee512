"""The numbers of each quarter, frozen."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0157"
VERSION = "1.38.0"
DESCRIPTION = "numbers"

DDL = """
CREATE TABLE numbers_snapshot (
    quarter TEXT NOT NULL,
    edition INTEGER NOT NULL CHECK (edition > 0),
    frozen_on DATE NOT NULL,
    data TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (quarter, edition)
);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
