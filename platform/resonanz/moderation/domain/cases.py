"""The case's state machine (TRUST.md, State machines, steps 1 to 10) as one table.

Every step says who may take it, in which kinds of case, what it does to the review, whether it
restricts somebody (then a statement of reasons is due, TRUST 15) and which outcome it records.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal


class CaseState(StrEnum):
    """Where a case stands."""

    RECEIVED = "received"
    AUTHOR_HEARING = "author_hearing"
    EVIDENCE_CHECK = "evidence_check"
    AGENCY_REJOINDER = "agency_rejoinder"
    DECIDED = "decided"
    COMPLAINT = "complaint"
    FINAL = "final"
    PURGED = "purged"


class CaseKind(StrEnum):
    """A notice by anybody, a dispute by the agency, or a case that begins with its decision."""

    NOTICE = "notice"
    DISPUTE = "dispute"
    REJECTION = "rejection"
    SANCTION = "sanction"


class Actor(StrEnum):
    """Who takes a step."""

    MODERATOR = "moderator"
    SECOND_MODERATOR = "second_moderator"
    AUTHOR = "author"
    AGENCY = "agency"
    NOTIFIER = "notifier"
    SYSTEM = "system"


class Outcome(StrEnum):
    """How a case was decided; `withdrawn` is the author's own end of it."""

    KEPT = "kept"
    AUTHOR_EDITED = "author_edited"
    REMOVED = "removed"
    WITHDRAWN = "withdrawn"
    LABELLED = "labelled"
    REJECTED = "rejected"
    RESTORED = "restored"
    SANCTIONED = "sanctioned"
    LIFTED = "lifted"


class Step(StrEnum):
    """What moves a case."""

    HIDE = "hide"
    OPEN_HEARING = "open_hearing"
    BOUNCE = "bounce"
    ANSWER = "answer"
    REFUSE = "refuse"
    SILENCE = "silence"
    AUTHOR_GONE = "author_gone"
    LEFT_PROOF = "left_proof"
    WITHDRAW = "withdraw"
    ASK_MORE = "ask_more"
    FORWARD = "forward"
    CONCEDE = "concede"
    DENY = "deny"
    DENY_AND_ASK = "deny_and_ask"
    REJOINDER_LAPSES = "rejoinder_lapses"
    KEEP = "keep"
    REMOVE = "remove"
    LABEL = "label"
    SETTLE_EDITED = "settle_edited"
    COMPLAIN = "complain"
    DISMISS = "dismiss"
    DISMISS_ONE = "dismiss_one"
    UPHOLD_REMOVE = "uphold_remove"
    UPHOLD_RESTORE = "uphold_restore"
    RELIST = "relist"
    LAPSE = "lapse"
    PURGE = "purge"


ReviewMove = Literal["contest", "hide", "keep", "remove", "restore"]

_S = CaseState
OPEN_STATES: Final = frozenset(
    {_S.RECEIVED, _S.AUTHOR_HEARING, _S.EVIDENCE_CHECK, _S.AGENCY_REJOINDER}
)
"""Those in which a thing has at most one case; later notices join it."""


class AgencyStage(StrEnum):
    """Where a dispute stands for its agency: not whether, and so not when, its author answered."""

    OPEN = "open"
    AWAITS_AGENCY = "awaits_agency"
    DECIDED = "decided"


def agency_stage(state: CaseState) -> AgencyStage:
    """What an agency's programs are told of a case's state."""
    if state is CaseState.AGENCY_REJOINDER:
        return AgencyStage.AWAITS_AGENCY
    return AgencyStage.OPEN if state in OPEN_STATES else AgencyStage.DECIDED


_CONTENT: Final = frozenset({CaseKind.NOTICE, CaseKind.DISPUTE})
_ALL: Final = frozenset(CaseKind)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a step does: where to, by whom, in which kinds.

    `restricts`: the author (or the agency of a reply, or the account) is restricted by it and gets
    a statement of reasons. `only_reviews`: replies and profiles have no author to be heard.
    `only_profiles`: it is about a listing.
    """

    to: CaseState
    by: frozenset[Actor]
    kinds: frozenset[CaseKind] = _CONTENT
    review: ReviewMove | None = None
    outcome: Outcome | None = None
    restricts: bool = False
    only_reviews: bool = False
    only_profiles: bool = False


_MODERATOR: Final = frozenset({Actor.MODERATOR})
_SECOND: Final = frozenset({Actor.SECOND_MODERATOR})
_AUTHOR: Final = frozenset({Actor.AUTHOR})
_AGENCY: Final = frozenset({Actor.AGENCY})
_SYSTEM: Final = frozenset({Actor.SYSTEM})
_DISPUTE: Final = frozenset({CaseKind.DISPUTE})

_KEEP = Rule(_S.DECIDED, _MODERATOR, review="keep", outcome=Outcome.KEPT)
_EDITED = Rule(
    _S.DECIDED, _MODERATOR, review="keep", outcome=Outcome.AUTHOR_EDITED, only_reviews=True
)
_REMOVE = Rule(_S.DECIDED, _MODERATOR, review="remove", outcome=Outcome.REMOVED, restricts=True)
_LABEL = Rule(_S.DECIDED, _MODERATOR, review="keep", outcome=Outcome.LABELLED, restricts=True)
_GONE = Rule(
    _S.DECIDED, _SYSTEM, _DISPUTE, "remove", Outcome.REMOVED, restricts=True, only_reviews=True
)
_WITHDRAW = Rule(_S.DECIDED, _AUTHOR, outcome=Outcome.WITHDRAWN, only_reviews=True)
_HEAR = Rule(
    _S.AUTHOR_HEARING,
    frozenset({Actor.MODERATOR, Actor.SYSTEM}),
    review="contest",
    only_reviews=True,
)
_COMPLAIN = Rule(_S.COMPLAINT, frozenset({Actor.AUTHOR, Actor.NOTIFIER, Actor.AGENCY}), kinds=_ALL)

RULES: Final[dict[tuple[CaseState, Step], Rule]] = (
    {
        # 1. received: triage; manifestly illegal content goes, pure opinion is decided directly.
        (_S.RECEIVED, Step.OPEN_HEARING): _HEAR,
        (_S.RECEIVED, Step.AUTHOR_GONE): _GONE,
        # 2., 3. author_hearing: an answer, a refusal, silence, or a mail that came back.
        (_S.AUTHOR_HEARING, Step.OPEN_HEARING): _HEAR,
        (_S.AUTHOR_HEARING, Step.BOUNCE): Rule(
            _S.AUTHOR_HEARING, frozenset({Actor.MODERATOR, Actor.SYSTEM}), only_reviews=True
        ),
        (_S.AUTHOR_HEARING, Step.ANSWER): Rule(_S.EVIDENCE_CHECK, _AUTHOR, only_reviews=True),
        (_S.AUTHOR_HEARING, Step.REFUSE): Rule(
            _S.DECIDED,
            _AUTHOR,
            _DISPUTE,
            "remove",
            Outcome.REMOVED,
            restricts=True,
            only_reviews=True,
        ),
        (_S.AUTHOR_HEARING, Step.SILENCE): Rule(
            _S.DECIDED,
            _SYSTEM,
            _CONTENT,
            "remove",
            Outcome.REMOVED,
            restricts=True,
            only_reviews=True,
        ),
        (_S.AUTHOR_HEARING, Step.AUTHOR_GONE): _GONE,
        # 10. An author who is gone may have left proof; then nobody is silent.
        (_S.AUTHOR_HEARING, Step.LEFT_PROOF): Rule(_S.EVIDENCE_CHECK, _SYSTEM, only_reviews=True),
        # 4. evidence_check: the assigned moderator alone.
        (_S.EVIDENCE_CHECK, Step.ASK_MORE): _HEAR,
        (_S.EVIDENCE_CHECK, Step.FORWARD): Rule(
            _S.AGENCY_REJOINDER, _MODERATOR, _DISPUTE, only_reviews=True
        ),
        # 5., 6. agency_rejoinder: only the agency that disputes; the policy chooses between the two
        # ways of a denial.
        (_S.AGENCY_REJOINDER, Step.CONCEDE): Rule(
            _S.EVIDENCE_CHECK, _AGENCY, _DISPUTE, only_reviews=True
        ),
        (_S.AGENCY_REJOINDER, Step.DENY): Rule(
            _S.EVIDENCE_CHECK, _AGENCY, _DISPUTE, only_reviews=True
        ),
        (_S.AGENCY_REJOINDER, Step.DENY_AND_ASK): Rule(
            _S.AUTHOR_HEARING, _AGENCY, _DISPUTE, "contest", only_reviews=True
        ),
        (_S.AGENCY_REJOINDER, Step.REJOINDER_LAPSES): Rule(
            _S.EVIDENCE_CHECK, _SYSTEM, _DISPUTE, only_reviews=True
        ),
        # 7., 8. decided and complaint; who upholds never decided before.
        (_S.DECIDED, Step.COMPLAIN): _COMPLAIN,
        (_S.COMPLAINT, Step.COMPLAIN): _COMPLAIN,
        (_S.COMPLAINT, Step.DISMISS): Rule(_S.FINAL, _SECOND, kinds=_ALL),
        (_S.COMPLAINT, Step.DISMISS_ONE): Rule(_S.DECIDED, _SECOND, kinds=_ALL),
        (_S.COMPLAINT, Step.UPHOLD_REMOVE): Rule(
            _S.DECIDED, _SECOND, _CONTENT, "remove", Outcome.REMOVED, restricts=True
        ),
        (_S.COMPLAINT, Step.UPHOLD_RESTORE): Rule(
            _S.DECIDED, _SECOND, _ALL, "restore", Outcome.RESTORED
        ),
        (_S.DECIDED, Step.LAPSE): Rule(_S.FINAL, _SYSTEM, kinds=_ALL),
        # 9. purge.
        (_S.FINAL, Step.PURGE): Rule(_S.PURGED, _SYSTEM, kinds=_ALL),
    }
    | {
        # TRUST 26: whoever objected to a listing may want it back at any time.
        (state, Step.RELIST): Rule(
            _S.DECIDED,
            _MODERATOR,
            frozenset({CaseKind.NOTICE}),
            "restore",
            Outcome.RESTORED,
            only_profiles=True,
        )
        for state in (_S.DECIDED, _S.FINAL, _S.PURGED)
    }
    | {
        (state, step): rule
        for state in OPEN_STATES
        for step, rule in {
            Step.HIDE: Rule(state, _MODERATOR, review="hide", restricts=True, only_reviews=True),
            Step.WITHDRAW: _WITHDRAW,
            Step.KEEP: _KEEP,
            Step.REMOVE: _REMOVE,
            Step.LABEL: _LABEL,
            Step.SETTLE_EDITED: _EDITED,
        }.items()
    }
)


class IllegalStepError(ValueError):
    """The step is not allowed: in this state, to this person, or in this kind of case."""


def rule_of(
    state: CaseState,
    step: Step,
    *,
    actor: Actor,
    kind: CaseKind,
    about_review: bool,
    about_profile: bool = False,
) -> Rule:
    """The rule of a legal step; raises IllegalStepError for every other one."""
    rule = RULES.get((state, step))
    if rule is None:
        raise IllegalStepError(f"{step} in {state}")
    if actor not in rule.by:
        raise IllegalStepError(f"{step} by {actor}")
    if kind not in rule.kinds:
        raise IllegalStepError(f"{step} in a {kind}")
    if rule.only_reviews and not about_review:
        raise IllegalStepError(f"{step} without a review")
    if rule.only_profiles and not about_profile:
        raise IllegalStepError(f"{step} without a profile")
    return rule


def starting_state(kind: CaseKind) -> CaseState:
    """A rejection and a sanction open their case at its decision; all others are received."""
    return _S.DECIDED if kind in {CaseKind.REJECTION, CaseKind.SANCTION} else _S.RECEIVED
