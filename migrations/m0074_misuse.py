"""Moderators' interests, and trusted flaggers."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0074"
VERSION = "1.38.0"
DESCRIPTION = "misuse"

DDL = """
CREATE TABLE moderator_interest (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    agency_id BIGINT NOT NULL REFERENCES agency (id),
    kind TEXT NOT NULL CHECK (kind IN ('employer', 'client')),
    until DATE,
    declared_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX moderator_interest_account ON moderator_interest (account_id, agency_id);

CREATE TABLE trusted_flagger (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    since DATE NOT NULL,
    until DATE,
    added_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX trusted_flagger_email ON trusted_flagger (email);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
