"""How an agency handled data and promises, as a review's author answers after sending (JSON)."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0160"
VERSION = "1.38.0"
DESCRIPTION = "conduct"

DDL = """
ALTER TABLE review ADD COLUMN conduct TEXT NOT NULL DEFAULT '{}';
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
