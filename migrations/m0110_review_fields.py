"""An index for the job fields that the public sees on an agency's reviews."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0110"
VERSION = "1.38.0"
DESCRIPTION = "job fields of public reviews"

DDL = """
CREATE INDEX review_public_field ON review (agency_id, job_field)
    WHERE state IN ('published', 'contested') AND NOT coarse AND job_field IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
