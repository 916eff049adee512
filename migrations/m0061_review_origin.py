"""Digests of the network and browser a review came from, made with the day's key, for some days."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0061"
VERSION = "1.38.0"
DESCRIPTION = "review origin"

DDL = """
ALTER TABLE review ADD COLUMN network TEXT;
ALTER TABLE review ADD COLUMN device TEXT;
CREATE INDEX review_network ON review (network) WHERE network IS NOT NULL;
CREATE INDEX review_device ON review (device) WHERE device IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
