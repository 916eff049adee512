"""Tokens by which an agency's own programs read its things."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0093"
VERSION = "1.38.0"
DESCRIPTION = "api_tokens"

DDL = """
CREATE TABLE api_token (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    token_hash TEXT NOT NULL UNIQUE,
    scopes TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL,
    last_used_on DATE
);
CREATE INDEX api_token_agency ON api_token (agency_id);
CREATE INDEX api_token_account ON api_token (account_id);
CREATE INDEX api_token_expires ON api_token (expires_at);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
