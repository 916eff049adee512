"""Passkeys of accounts, and the challenges that were answered."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0089"
VERSION = "1.38.0"
DESCRIPTION = "passkeys"

DDL = """
CREATE TABLE passkey (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    credential_id {bytes} NOT NULL UNIQUE,
    public_key {bytes} NOT NULL,
    sign_count BIGINT NOT NULL,
    name TEXT NOT NULL,
    transports TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    last_used_at TIMESTAMPTZ
);
CREATE INDEX passkey_account ON passkey (account_id);

CREATE TABLE used_challenge (
    challenge_hash TEXT NOT NULL PRIMARY KEY,
    expires_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX used_challenge_expires ON used_challenge (expires_at);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
