"""For Piccolo's own command line (PICCOLO_CONF=resonanz.piccolo_conf): stock engines.

The site and `resonanz` never import this; they open their database with `kernel.db`.
"""

from piccolo.conf.apps import AppRegistry
from piccolo.engine.base import Engine
from piccolo.engine.postgres import PostgresEngine
from piccolo.engine.sqlite import SQLiteEngine

from resonanz.kernel.settings import from_environment


def _engine(url: str) -> Engine:  # type: ignore[type-arg]  # either kind of transaction
    if url.startswith("sqlite:///"):
        return SQLiteEngine(path=url.removeprefix("sqlite:///"))
    return PostgresEngine(config={"dsn": url})


# Mode development: nothing but the database is asked for, and the rest may be unset.
DB = _engine(from_environment(mode="development").database_url)

APP_REGISTRY = AppRegistry(apps=["resonanz.piccolo_app"])
