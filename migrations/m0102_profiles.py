"""What agencies say of themselves, and every change of it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0102"
VERSION = "1.38.0"
DESCRIPTION = "profiles"

DDL = """
CREATE TABLE agency_profile (
    agency_id BIGINT NOT NULL PRIMARY KEY REFERENCES agency (id) ON DELETE CASCADE,
    revision INTEGER NOT NULL CHECK (revision > 0),
    stated TEXT NOT NULL
);

CREATE TABLE agency_change (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    revision INTEGER NOT NULL,
    field TEXT NOT NULL,
    before_value TEXT NOT NULL,
    after_value TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('public', 'waiting', 'refused', 'reverted',
        'withdrawn')),
    made_at TIMESTAMPTZ NOT NULL,
    decided_at TIMESTAMPTZ,
    message TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX agency_change_waiting ON agency_change (agency_id, field)
    WHERE state = 'waiting';
CREATE INDEX agency_change_agency ON agency_change (agency_id, id);
CREATE INDEX agency_change_recent ON agency_change (state, made_at);
CREATE INDEX agency_change_account ON agency_change (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX agency_change_made ON agency_change (made_at);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
