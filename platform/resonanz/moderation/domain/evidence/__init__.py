"""Rules of evidence: files, blackouts, checks, likeness, retention."""

from .blackouts import COLUMNS, ROWS, cells
from .checks import CHECK_WORKING_DAYS, DocumentKind, Outcome, Purpose, Shortfall, may_look
from .files import BYTES_LIMIT, FILES_LIMIT, PAGES_LIMIT, MediaType, Refusal, media_type
from .likeness import Match, Traits, normal_text, sketch, template
from .retention import (
    DIGEST_MONTHS,
    DRAFT_DAYS,
    PURGE_MONTHS,
    RECORD_MONTHS,
    RESERVE_MONTHS,
    months_after,
    months_before,
    purge_day,
)

__all__ = [
    "BYTES_LIMIT",
    "CHECK_WORKING_DAYS",
    "COLUMNS",
    "DIGEST_MONTHS",
    "DRAFT_DAYS",
    "FILES_LIMIT",
    "PAGES_LIMIT",
    "PURGE_MONTHS",
    "RECORD_MONTHS",
    "RESERVE_MONTHS",
    "ROWS",
    "DocumentKind",
    "Match",
    "MediaType",
    "Outcome",
    "Purpose",
    "Refusal",
    "Shortfall",
    "Traits",
    "cells",
    "may_look",
    "media_type",
    "months_after",
    "months_before",
    "normal_text",
    "purge_day",
    "sketch",
    "template",
]
