"""What programs asked for with a key that makes it happen once."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0104"
VERSION = "1.38.0"
DESCRIPTION = "api_requests"

DDL = """
CREATE TABLE api_request (
    id {pk},
    token_id BIGINT NOT NULL REFERENCES api_token (id) ON DELETE CASCADE,
    key_digest TEXT NOT NULL,
    asked_digest TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    UNIQUE (token_id, key_digest)
);
CREATE INDEX api_request_created ON api_request (created_at);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
