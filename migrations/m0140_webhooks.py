"""Webhooks: where an agency wants to hear what happened, what is to be told, what came of it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0140"
VERSION = "1.38.0"
DESCRIPTION = "webhooks"

DDL = """
CREATE TABLE webhook (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    url TEXT NOT NULL,
    kinds TEXT NOT NULL,
    secret_sealed {bytes} NOT NULL,
    old_secret_sealed {bytes},
    old_until TIMESTAMPTZ,
    state TEXT NOT NULL CHECK (state IN ('on', 'paused', 'gone', 'failing')),
    failing_since TIMESTAMPTZ,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX webhook_agency ON webhook (agency_id);

CREATE TABLE webhook_message (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    webhook_id BIGINT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    created_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    tries INTEGER NOT NULL
);
CREATE INDEX webhook_message_due ON webhook_message (due_at) WHERE state = 'waiting';
CREATE INDEX webhook_message_webhook ON webhook_message (webhook_id, id);
CREATE INDEX webhook_message_created ON webhook_message (created_at);

CREATE TABLE webhook_try (
    id {pk},
    message_id BIGINT NOT NULL REFERENCES webhook_message (id) ON DELETE CASCADE,
    tried_at TIMESTAMPTZ NOT NULL,
    status INTEGER,
    problem TEXT NOT NULL
);
CREATE INDEX webhook_try_message ON webhook_try (message_id);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
