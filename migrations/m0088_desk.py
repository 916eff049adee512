"""What the desk keeps of a member: last visits, and whether figures are mailed."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0088"
VERSION = "1.38.0"
DESCRIPTION = "desk"

DDL = """
CREATE TABLE desk_member (
    agency_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL,
    seen_on DATE,
    seen TEXT,
    earlier_on DATE,
    earlier TEXT,
    mailed TEXT CHECK (mailed IN ('week', 'month')),
    mailed_on DATE,
    mailed_figures TEXT,
    PRIMARY KEY (agency_id, account_id),
    FOREIGN KEY (agency_id, account_id) REFERENCES agency_member (agency_id, account_id)
        ON DELETE CASCADE
);
CREATE INDEX desk_member_mailed ON desk_member (mailed_on) WHERE mailed IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
