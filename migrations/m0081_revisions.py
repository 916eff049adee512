"""Edits of reviews, checked while the old text stays; sketches by version of the text."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0081"
VERSION = "1.38.0"
DESCRIPTION = "revisions"

DDL = """
CREATE TABLE review_revision (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    review_id BIGINT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('pre_check', 'returned', 'rejected', 'approved',
        'published', 'withdrawn')),
    version INTEGER NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('de', 'en', 'es')),
    role TEXT NOT NULL,
    job_field TEXT,
    remote BOOLEAN,
    place TEXT,
    outcome TEXT NOT NULL,
    last_stage TEXT NOT NULL,
    ratings TEXT NOT NULL,
    ledger TEXT NOT NULL,
    text TEXT NOT NULL,
    coarse BOOLEAN NOT NULL,
    anchors_sealed {bytes},
    created_at TIMESTAMPTZ NOT NULL,
    due_at TIMESTAMPTZ,
    decided_at TIMESTAMPTZ,
    ended_at TIMESTAMPTZ
);
CREATE INDEX review_revision_review ON review_revision (review_id);
CREATE UNIQUE INDEX review_revision_open ON review_revision (review_id)
    WHERE state IN ('pre_check', 'returned', 'approved');
CREATE INDEX review_revision_queue ON review_revision (due_at, id) WHERE state = 'pre_check';
CREATE INDEX review_revision_approved ON review_revision (id) WHERE state = 'approved';

ALTER TABLE decision ADD COLUMN revision_id BIGINT
    REFERENCES review_revision (id) ON DELETE SET NULL;
CREATE INDEX decision_revision ON decision (revision_id) WHERE revision_id IS NOT NULL;

ALTER TABLE text_sketch ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
UPDATE text_sketch SET version = COALESCE(
    (SELECT run.version FROM signal_run run WHERE run.review_id = text_sketch.review_id), 1);
DROP INDEX text_sketch_part;
CREATE UNIQUE INDEX text_sketch_part ON text_sketch (review_id, version, part);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
