"""Which versions of the terms were announced."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0112"
VERSION = "1.38.0"
DESCRIPTION = "terms"

DDL = """
CREATE TABLE terms_announcement (
    version INTEGER PRIMARY KEY CHECK (version > 1),
    announced_on DATE NOT NULL,
    members INTEGER NOT NULL CHECK (members >= 0)
);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
