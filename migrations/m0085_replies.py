"""Replies of agencies with their versions, and who checks one of them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0085"
VERSION = "1.38.0"
DESCRIPTION = "replies"

DDL = """
CREATE TABLE reply (
    id {pk},
    review_id BIGINT NOT NULL UNIQUE REFERENCES review (id) ON DELETE CASCADE,
    published_on DATE,
    edited_on DATE
);

CREATE TABLE reply_version (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    reply_id BIGINT NOT NULL REFERENCES reply (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pre_check', 'returned', 'rejected', 'published',
        'replaced', 'removed', 'withdrawn')),
    language TEXT NOT NULL CHECK (language IN ('de', 'en', 'es')),
    text TEXT NOT NULL,
    message TEXT NOT NULL DEFAULT '',
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    sent_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ,
    published_on DATE,
    ended_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX reply_version_number ON reply_version (reply_id, number);
CREATE UNIQUE INDEX reply_version_public ON reply_version (reply_id) WHERE state = 'published';
CREATE UNIQUE INDEX reply_version_open ON reply_version (reply_id)
    WHERE state IN ('pre_check', 'returned');
CREATE INDEX reply_version_queue ON reply_version (due_at, id) WHERE state = 'pre_check';
CREATE INDEX reply_version_account ON reply_version (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX reply_version_ended ON reply_version (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE reply_claim (
    version_id BIGINT NOT NULL PRIMARY KEY REFERENCES reply_version (id) ON DELETE CASCADE,
    account_id BIGINT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    expires_at TIMESTAMPTZ NOT NULL
);

ALTER TABLE decision ADD COLUMN reply_version_id BIGINT
    REFERENCES reply_version (id) ON DELETE SET NULL;
CREATE INDEX decision_reply_version ON decision (reply_version_id)
    WHERE reply_version_id IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
