"""Late feedback: what an agency offers, what the author of the review chose, and whether it came."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0101"
VERSION = "1.38.0"
DESCRIPTION = "late feedback"

DDL = """
CREATE TABLE late_feedback (
    id {pk},
    public_id TEXT NOT NULL UNIQUE,
    review_id BIGINT NOT NULL UNIQUE REFERENCES review (id) ON DELETE CASCADE,
    stage TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('offered', 'self', 'named', 'delivered', 'declined',
        'lapsed', 'unconfirmed', 'came', 'missed')),
    release_sealed BYTEA,
    days INTEGER CHECK (days BETWEEN 0 AND 4),
    concreteness INTEGER CHECK (concreteness BETWEEN 0 AND 4),
    offered_at TIMESTAMPTZ NOT NULL,
    answer_by TIMESTAMPTZ NOT NULL,
    since TIMESTAMPTZ NOT NULL,
    mail_at TIMESTAMPTZ,
    due_at TIMESTAMPTZ,
    told_at TIMESTAMPTZ,
    CHECK ((state = 'came') = (days IS NOT NULL)),
    CHECK ((days IS NULL) = (concreteness IS NULL)),
    CHECK ((state IN ('named', 'delivered')) = (release_sealed IS NOT NULL)),
    CHECK ((state IN ('offered', 'self', 'named', 'delivered')) = (due_at IS NOT NULL))
);
CREATE INDEX late_feedback_due ON late_feedback (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX late_feedback_mail ON late_feedback (mail_at) WHERE mail_at IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
