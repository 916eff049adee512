"""Agencies' pledges, and under which one a review's last stage fell."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0087"
VERSION = "1.38.0"
DESCRIPTION = "pledges"

DDL = """
CREATE TABLE agency_pledge (
    id {pk},
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    days INTEGER NOT NULL CHECK (days IN (3, 7, 14, 30)),
    made_on DATE NOT NULL,
    ended_on DATE,
    ending TEXT CHECK (ending IN ('changed', 'withdrawn')),
    CHECK ((ended_on IS NULL) = (ending IS NULL))
);
CREATE UNIQUE INDEX agency_pledge_in_force ON agency_pledge (agency_id) WHERE ended_on IS NULL;
CREATE INDEX agency_pledge_agency ON agency_pledge (agency_id, id);
ALTER TABLE review ADD COLUMN pledge_id BIGINT;
ALTER TABLE rated_review ADD COLUMN pledge_id BIGINT;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
