"""Branches of agencies, and which of them a review is about."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0105"
VERSION = "1.38.0"
DESCRIPTION = "branches"

DDL = """
CREATE TABLE branch (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    place TEXT NOT NULL,
    UNIQUE (agency_id, name)
);
ALTER TABLE review ADD COLUMN branch_id BIGINT REFERENCES branch (id) ON DELETE SET NULL;
CREATE INDEX review_branch ON review (branch_id) WHERE branch_id IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
