"""Moderation: claims of queue items, decisions, statements of reasons."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0006"
VERSION = "1.38.0"
DESCRIPTION = "moderation"

DDL = """
CREATE TABLE queue_claim (
    review_id BIGINT NOT NULL PRIMARY KEY REFERENCES review (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    expires_at TIMESTAMPTZ NOT NULL
);

CREATE TABLE decision (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    review_id BIGINT REFERENCES review (id),
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    kind TEXT NOT NULL CHECK (kind IN ('approve', 'return', 'reject', 'keep', 'label', 'hide',
        'remove', 'restore', 'confirm', 'warn', 'suspend', 'terminate', 'lift')),
    ground TEXT,
    explanation TEXT NOT NULL,
    decided_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX decision_review ON decision (review_id);

CREATE TABLE statement_of_reasons (
    id {pk},
    puid TEXT NOT NULL UNIQUE,
    decision_id BIGINT NOT NULL UNIQUE REFERENCES decision (id),
    language TEXT NOT NULL,
    fields TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
