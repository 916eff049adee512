"""An index for the newest reviews of a job field."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from resonanz.kernel.db.ddl import migration

ID = "m0159"
VERSION = "1.38.0"
DESCRIPTION = "newest reviews of a job field"

DDL = """
CREATE INDEX review_field_public ON review (job_field, published_at DESC, id DESC)
    WHERE state IN ('published', 'contested') AND NOT coarse AND job_field IS NOT NULL;
"""


async def forwards() -> MigrationManager:
    return migration(ID, DESCRIPTION, DDL)
