"""Rankings as they were at the end of each quarter."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0154"
VERSION = "1.38.0"
DESCRIPTION = "rankings"

DDL = """
CREATE TABLE ranking_quarter (
    quarter DATE NOT NULL PRIMARY KEY,
    as_of DATE NOT NULL,
    run_id BIGINT NOT NULL REFERENCES scoring_run (id),
    frozen_at TIMESTAMPTZ NOT NULL,
    CHECK (as_of >= quarter)
);
CREATE TABLE ranking_snapshot (
    quarter DATE NOT NULL REFERENCES ranking_quarter (quarter),
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    standing INTEGER NOT NULL CHECK (standing >= 1),
    country TEXT NOT NULL,
    region TEXT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    kinds TEXT NOT NULL,
    fields TEXT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    low DOUBLE PRECISION NOT NULL,
    high DOUBLE PRECISION NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    reviews INTEGER NOT NULL CHECK (reviews >= 3),
    PRIMARY KEY (quarter, agency_id),
    CHECK (low <= score AND score <= high)
);
CREATE UNIQUE INDEX ranking_snapshot_standing ON ranking_snapshot (quarter, standing);
CREATE INDEX ranking_snapshot_agency ON ranking_snapshot (agency_id);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
