"""Merges of listed agencies, and their splits."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0151"
VERSION = "1.38.0"
DESCRIPTION = "merges"

DDL = """
CREATE TABLE agency_merge (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('merge', 'split')),
    agency_id BIGINT NOT NULL REFERENCES agency (id),
    into_id BIGINT NOT NULL REFERENCES agency (id),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'refused', 'undone')),
    reason TEXT NOT NULL,
    asked_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    asked_at TIMESTAMPTZ NOT NULL,
    decided_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    decided_at TIMESTAMPTZ,
    done_on DATE,
    alone BOOLEAN NOT NULL,
    solo BOOLEAN NOT NULL,
    manifest TEXT NOT NULL,
    CHECK (agency_id <> into_id)
);
CREATE UNIQUE INDEX agency_merge_waiting ON agency_merge (agency_id) WHERE state = 'waiting';
CREATE UNIQUE INDEX agency_merge_standing ON agency_merge (agency_id)
    WHERE kind = 'merge' AND state = 'done';
CREATE INDEX agency_merge_into ON agency_merge (into_id);
CREATE INDEX agency_merge_agency ON agency_merge (agency_id, id);
CREATE INDEX agency_merge_decided ON agency_merge (decided_at);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
