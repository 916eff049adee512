"""Listings that were taken down after an objection, and whose review a complaint is about."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0095"
VERSION = "1.38.0"
DESCRIPTION = "objections"

DDL = """
ALTER TABLE agency ADD COLUMN taken_down_at TIMESTAMPTZ;
ALTER TABLE complaint ADD COLUMN review_id BIGINT REFERENCES review (id);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
