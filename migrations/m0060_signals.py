"""Signals on reviews with the moderators' verdict on them, sketches of texts."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0060"
VERSION = "1.38.0"
DESCRIPTION = "signals"

DDL = """
CREATE TABLE signal_run (
    review_id BIGINT NOT NULL PRIMARY KEY REFERENCES review (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    computed_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX signal_run_computed ON signal_run (computed_at);

CREATE TABLE review_signal (
    id {pk},
    review_id BIGINT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    severity SMALLINT NOT NULL CHECK (severity IN (1, 2, 3)),
    spans TEXT NOT NULL,
    reason TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL,
    was_right BOOLEAN,
    judged_by BIGINT REFERENCES account (id) ON DELETE SET NULL,
    judged_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX review_signal_once ON review_signal (review_id, version, key, kind);
CREATE INDEX review_signal_created ON review_signal (created_at);

CREATE TABLE text_sketch (
    id {pk},
    review_id BIGINT NOT NULL REFERENCES review (id) ON DELETE CASCADE,
    review_public_id TEXT NOT NULL,
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    part SMALLINT NOT NULL,
    least {bytes} NOT NULL,
    created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX text_sketch_part ON text_sketch (review_id, part);
CREATE INDEX text_sketch_created ON text_sketch (created_at);

CREATE TABLE text_band (
    id {pk},
    sketch_id BIGINT NOT NULL REFERENCES text_sketch (id) ON DELETE CASCADE,
    band BIGINT NOT NULL
);
CREATE INDEX text_band_band ON text_band (band, sketch_id);
CREATE INDEX text_band_sketch ON text_band (sketch_id);

CREATE INDEX review_agency_submitted ON review (agency_id, submitted_at)
    WHERE submitted_at IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
