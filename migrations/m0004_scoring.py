"""Rated reviews, scoring runs with their market numbers, stored scores."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0004"
VERSION = "1.38.0"
DESCRIPTION = "scoring"

DDL = """
CREATE TABLE rated_review (
    review_id BIGINT NOT NULL PRIMARY KEY,
    agency_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    published_on DATE NOT NULL,
    live BOOLEAN NOT NULL,
    contact_proven BOOLEAN NOT NULL,
    invited BOOLEAN NOT NULL,
    ratings TEXT NOT NULL,
    ledger TEXT NOT NULL,
    value DOUBLE PRECISION,
    weight DOUBLE PRECISION
);
CREATE INDEX rated_review_agency ON rated_review (agency_id);

CREATE TABLE scoring_run (
    id {pk},
    formula_version INTEGER NOT NULL,
    computed_at TIMESTAMPTZ NOT NULL,
    as_of DATE NOT NULL,
    reviews INTEGER NOT NULL,
    agencies INTEGER NOT NULL,
    market TEXT NOT NULL
);

CREATE TABLE scoring_day (
    id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    as_of DATE NOT NULL,
    run_id BIGINT NOT NULL REFERENCES scoring_run (id)
);

CREATE TABLE agency_score (
    agency_id BIGINT NOT NULL PRIMARY KEY REFERENCES agency (id) ON DELETE CASCADE,
    run_id BIGINT NOT NULL REFERENCES scoring_run (id),
    as_of DATE NOT NULL,
    reviews INTEGER NOT NULL,
    proven INTEGER NOT NULL,
    invited INTEGER NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    low DOUBLE PRECISION NOT NULL,
    high DOUBLE PRECISION NOT NULL,
    published BOOLEAN NOT NULL,
    ranked BOOLEAN NOT NULL,
    first_on DATE,
    last_on DATE,
    criteria TEXT NOT NULL,
    statistics TEXT NOT NULL
);
CREATE INDEX agency_score_rank ON agency_score (score DESC, agency_id);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
