"""Use cases of evidence: proof of contact, voluntary or in a hearing."""

from .checking import (
    Check,
    WaitingCheck,
    check,
    claim,
    decide,
    queue,
    release,
    review_of,
    waiting_elsewhere,
)
from .comparing import Alert
from .own import (
    NotOfferedError,
    add,
    change_page,
    files_of,
    is_offered,
    own_file,
    own_image,
    own_review,
    rendered,
)
from .purging import destroy_of_case, hold, is_with_case, open_reserve, purge_due
from .records import File, HeldError, Page, Refused, SentError, Upload
from .sandbox import RefusedFileError, Rendered
from .sending import destroy, leave_for_disputes, send
from .showing import (
    CaseFiles,
    ExtractPage,
    extract,
    extract_image,
    forward,
    image,
    of_case,
    released_pages,
)
from .state import ProofState, proof_state
from .vault import Vault
from .wording import DOCUMENT_KINDS, SHORTFALLS

__all__ = [
    "DOCUMENT_KINDS",
    "SHORTFALLS",
    "Alert",
    "CaseFiles",
    "Check",
    "ExtractPage",
    "File",
    "HeldError",
    "NotOfferedError",
    "Page",
    "ProofState",
    "Refused",
    "RefusedFileError",
    "Rendered",
    "SentError",
    "Upload",
    "Vault",
    "WaitingCheck",
    "add",
    "change_page",
    "check",
    "claim",
    "decide",
    "destroy",
    "destroy_of_case",
    "extract",
    "extract_image",
    "files_of",
    "forward",
    "hold",
    "image",
    "is_offered",
    "is_with_case",
    "leave_for_disputes",
    "of_case",
    "open_reserve",
    "own_file",
    "own_image",
    "own_review",
    "proof_state",
    "purge_due",
    "queue",
    "release",
    "released_pages",
    "rendered",
    "review_of",
    "send",
    "waiting_elsewhere",
]
