"""Foundation: revision of the site, rate limits, day keys, outbox, audit log."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0001"
VERSION = "1.38.0"
DESCRIPTION = "foundation"

DDL = """
CREATE TABLE site_revision (
    id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    revision BIGINT NOT NULL
);
INSERT INTO site_revision (id, revision) VALUES (1, 0);

CREATE TABLE rate_limit (
    bucket TEXT NOT NULL,
    window_start BIGINT NOT NULL,
    hits INTEGER NOT NULL,
    PRIMARY KEY (bucket, window_start)
);

CREATE TABLE day_key (
    day DATE NOT NULL PRIMARY KEY,
    key {bytes} NOT NULL
);

CREATE TABLE outbox (
    id {pk},
    kind TEXT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('de', 'en', 'es')),
    sealed {bytes} NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    last_error TEXT,
    sent_at TIMESTAMPTZ,
    failed_at TIMESTAMPTZ
);
CREATE INDEX outbox_due ON outbox (due_at) WHERE sent_at IS NULL AND failed_at IS NULL;

CREATE TABLE audit_entry (
    id {pk},
    at TIMESTAMPTZ NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object_type TEXT NOT NULL,
    object_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX audit_entry_object ON audit_entry (object_type, object_id);

CREATE TABLE audit_seal (
    entry_id BIGINT NOT NULL PRIMARY KEY REFERENCES audit_entry (id),
    position BIGINT NOT NULL UNIQUE,
    hash TEXT NOT NULL
);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
