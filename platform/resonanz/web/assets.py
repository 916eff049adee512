"""Static files, read once at start: hashed addresses, compressed, one stylesheet."""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from resonanz.kernel.paths import data_dir

STYLESHEET = "site.css"
WORKER = "sw.js"
_LEADING = ("tokens.css", "base.css", "layout.css")
_REFERENCE = re.compile(r"""(?<=["'(])/static/([^"')?]+)""")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
_REFERRING = frozenset({".css", ".webmanifest"})
_COMPRESSIBLE = ("text/", "image/svg", "application/json", "application/manifest", "font/ttf")
_COMPRESSIBLE_TYPES = frozenset({"application/javascript"})
_LEAST_BYTES = 512
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".txt": "text/plain; charset=utf-8",
    ".ico": "image/x-icon",
}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent; `packed` is its gzip form, None where that saves nothing."""

    body: bytes
    packed: bytes | None
    content_type: str
    digest: str


class Assets:
    """All static files by their path under `static/`."""

    def __init__(self, files: dict[str, Asset]) -> None:
        self._files = files

    def find(self, path: str) -> Asset | None:
        """The file with a path like `img/logo.svg`."""
        return self._files.get(path)

    def address(self, path: str) -> str:
        """The address that holds the content's hash; KeyError if there is no such file."""
        return f"/static/{self._files[path].digest}/{path}"


@cache
def load() -> Assets:
    """Read `static/`; the stylesheet is tokens, base, layout, then the blocks by name."""
    root = data_dir("static")
    files = {
        path.relative_to(root).as_posix(): _asset(path.name, path.read_bytes())
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.suffix not in _REFERRING and path.name != WORKER
    }
    assets = Assets(files)
    style = "\n".join(path.read_text(encoding="utf-8") for path in _sheets(root / "css"))
    # A third of its bytes tell authors of markup what nobody who waits for a page reads.
    files[STYLESHEET] = _asset(STYLESHEET, _resolved(_COMMENT.sub("", style), assets))
    for path in sorted((*root.glob("*.webmanifest"), root / WORKER)):
        files[path.name] = _asset(path.name, _resolved(path.read_text("utf-8"), assets))
    return assets


def _resolved(text: str, assets: Assets) -> bytes:
    """A text whose references to static files carry their hashes."""
    return _REFERENCE.sub(lambda found: assets.address(found[1]), text).encode()


def _sheets(folder: Path) -> Iterable[Path]:
    yield from (folder / name for name in _LEADING)
    yield from sorted((folder / "blocks").glob("*.css"))


def _asset(name: str, body: bytes) -> Asset:
    suffix = Path(name).suffix
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    packed = None
    if len(body) >= _LEAST_BYTES and (
        kind.startswith(_COMPRESSIBLE) or kind in _COMPRESSIBLE_TYPES
    ):
        packed = gzip.compress(body, 9, mtime=0)
    digest = hashlib.blake2b(body, digest_size=8).hexdigest()
    return Asset(body, packed, kind, digest)
