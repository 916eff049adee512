"""A draft that was sent says as which review, so that sending twice means once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0040"
VERSION = "1.38.0"
DESCRIPTION = "sent drafts"

DDL = """
ALTER TABLE draft ADD COLUMN sent_as TEXT;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
