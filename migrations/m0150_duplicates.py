"""Likely duplicates of agencies, and pairs that are not the same."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0150"
VERSION = "1.38.0"
DESCRIPTION = "duplicates"

DDL = """
CREATE INDEX agency_alike
    ON agency (country, (replace(replace(replace(name_key, 'ae', 'a'), 'oe', 'o'), 'ue', 'u')))
    WHERE state = 'listed';

CREATE TABLE agency_distinct (
    low_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    high_id BIGINT NOT NULL REFERENCES agency (id) ON DELETE CASCADE,
    account_id BIGINT REFERENCES account (id) ON DELETE SET NULL,
    said_at TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (low_id, high_id),
    CHECK (low_id < high_id)
);
CREATE INDEX agency_distinct_high ON agency_distinct (high_id);
CREATE INDEX agency_distinct_said ON agency_distinct (said_at);
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
