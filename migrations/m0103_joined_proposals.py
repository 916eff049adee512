"""A proposed agency that turned out to be another one: what was begun for it leads there."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0103"
VERSION = "1.38.0"
DESCRIPTION = "joined proposals"

DDL = """
ALTER TABLE agency ADD COLUMN joined_id BIGINT REFERENCES agency (id);
CREATE INDEX agency_joined ON agency (joined_id) WHERE joined_id IS NOT NULL;
CREATE INDEX agency_proposed ON agency (created_at) WHERE state = 'proposed';
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
