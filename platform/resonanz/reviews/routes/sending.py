"""The last screen's "send": at most ten statements, with session, limits, audit and mail."""

from collections.abc import Awaitable, Callable, Mapping

from resonanz.accounts.guards import account_of
from resonanz.accounts.service import SignedIn
from resonanz.kernel import clock
from resonanz.kernel.errors import ConflictError
from resonanz.kernel.i18n import current_language, lazy
from resonanz.web import limits, pages
from resonanz.web.network import device_of, network_of

from .. import forms, service
from ..domain import EDITABLE_STATES
from ..forms import RATING_FIELDS, Errors
from ..service.origins import Origin
from .drafting import (
    AGENCY_KEY,
    EDITS_KEY,
    REVIEW_KEY,
    Page,
    Web,
    forget,
    keep,
    load,
    same_agency,
    token_of,
)

ShowAgain = Callable[[Web, Mapping[str, str], Errors], Awaitable[Page]]

pages.add_message(
    "review_kept",
    lazy("Ihre Bewertung ist gespeichert. Bitte melden Sie sich an, dann können Sie sie senden."),
    "info",
)
pages.add_message("edit_sent", lazy("Danke. Ihre Änderung ist da und wird jetzt geprüft."))
pages.add_message(
    "edit_unchanged", lazy("Sie haben nichts geändert; es gibt nichts zu prüfen."), "info"
)
pages.add_message(
    "edit_late",
    lazy("Diese Bewertung lässt sich gerade nicht ändern. Ihr Entwurf ist noch da."),
    "info",
)
pages.add_message("review_sent", lazy("Danke. Ihre Bewertung ist da und wird jetzt geprüft."))
SUSPENDED = "/my/suspension"
"""Says to a suspended author why, until when, and how to complain."""
_MEMBER = lazy("Mitglieder von Agenturen können auf Resonanz keine Bewertung schreiben.")


async def send(request: Web, form: Mapping[str, list[str]], show_again: ShowAgain) -> Page:
    """Hand the draft in; whatever goes wrong, what was typed stays."""
    account = account_of(request)
    draft = await load(request)
    if draft.sent_as is not None:
        return await _sent_before(request, account, draft.sent_as)
    sent = forms.typed(form, RATING_FIELDS)
    values = draft.values | sent
    same_agency(draft.values, form)
    if AGENCY_KEY not in values:
        return await keep(request, values, pages.see_other("/reviews/new"))
    if REVIEW_KEY in values and account is None:
        back = f"/{current_language()}/reviews/new/ratings"
        asked = pages.see_other(f"/sign-in?next={back}", flash="review_kept", request=request)
        return await keep(request, values, asked)
    submission, errors = forms.read_submission(values, clock.today(), current_language())
    email, wrong = forms.read_email(values, account.email if account else None)
    errors = errors | wrong
    if submission is None or errors:
        await limits.check(request, "draft_by_network")
        return await keep(request, values, await show_again(request, values, errors))
    try:
        by = f"account {account.account_id}" if account else email
        await limits.check_all(request, {"review_by_network": None, "review_by_address": by})
        sent_as = await _hand_in(request, values, submission, email, account)
        return _done(request, account, sent_as, edit=EDITS_KEY in values)
    except service.DraftSentError:
        draft = await load(request)
        return await _sent_before(request, account, draft.sent_as or "")
    except service.EarlierReviewError as error:
        page = pages.see_other(f"/my/reviews/{error.public_id}?earlier=1")
    except service.SuspendedAuthorError:
        page = pages.see_other(SUSPENDED)
    except service.UnchangedError:
        page = _back(request, values, "edit_unchanged")
    except service.MemberError:
        page = await show_again(request, values, {"email": _MEMBER})
    except ConflictError:
        page = _back(request, values, "edit_late")
    except Exception:
        await keep(request, values, pages.see_other("/reviews/new/ratings"))
        raise
    return await keep(request, values, page)


async def _hand_in(
    request: Web,
    values: Mapping[str, str],
    submission: service.Submission,
    email: str,
    account: SignedIn | None,
) -> str:
    token = token_of(request) or ""
    existing = values.get(REVIEW_KEY)
    if existing and account:
        change = service.revise if EDITS_KEY in values else service.resubmit
        await change(
            draft_token=token,
            public_id=existing,
            submission=submission,
            account_id=account.account_id,
            now=clock.now(),
        )
        return existing
    return await service.submit(
        draft_token=token,
        submission=submission,
        agency_id=int(values[AGENCY_KEY]),
        email=email,
        account_id=account.account_id if account else None,
        now=clock.now(),
        origin=Origin(await network_of(request), await device_of(request)),
        invite=values.get("invite", ""),
    )


def _back(request: Web, values: Mapping[str, str], why: str) -> Page:
    return pages.see_other(f"/my/reviews/{values[REVIEW_KEY]}", flash=why, request=request)


async def _sent_before(request: Web, account: SignedIn | None, public_id: str) -> Page:
    """Where a second click on "send" leads: where the first one did."""
    known = await service.of_account(public_id, account.account_id) if account else None
    edit = known is not None and known.state in EDITABLE_STATES
    return _done(request, account, public_id, edit=edit)


def _done(request: Web, account: SignedIn | None, public_id: str, *, edit: bool) -> Page:
    if account:
        thanks = "edit_sent" if edit else "review_sent"
        done = pages.see_other(f"/my/reviews/{public_id}", flash=thanks, request=request)
    else:
        done = pages.see_other("/reviews/new/sent")
    return forget(request, done)
