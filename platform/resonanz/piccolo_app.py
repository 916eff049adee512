"""The one Piccolo app: all tables of all subjects, and the one list of migrations."""

from piccolo.conf.apps import AppConfig, table_finder

from resonanz.kernel.db.ddl import APP_NAME
from resonanz.kernel.paths import data_dir

SUBJECTS = (
    "accounts",
    "agencies",
    "audit",
    "directory",
    "legal",
    "mail",
    "moderation",
    "numbers",
    "reviews",
    "scoring",
    "web",
    "workspace",
)

APP_CONFIG = AppConfig(
    app_name=APP_NAME,
    migrations_folder_path=str(data_dir("migrations")),
    table_classes=table_finder(
        [f"resonanz.{subject}.tables" for subject in SUBJECTS], exclude_imported=False
    ),
)
