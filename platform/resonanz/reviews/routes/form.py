"""The review form: three screens over one draft, each of them a plain form.

The draft is found by its cookie, which exists from the first screen's submit; it depends on no
session, so that nothing typed is lost when one ends.
"""

from typing import Any

from litestar import Controller, Request, Response, get, post
from litestar.params import FromQuery

from resonanz.accounts.guards import account_of, maybe_signed_in
from resonanz.agencies import service as agencies
from resonanz.kernel import clock
from resonanz.kernel.i18n import current_language, gettext, lazy
from resonanz.scoring import service as scoring
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Criterion
from resonanz.web import cookies, limits, pages, posted

from .. import forms as review_forms
from .. import service
from ..forms import LEDGER_FIELDS, RATING_FIELDS, START_FIELDS, Errors
from ..views import screens
from ..views.review import ReviewView, review_view

DRAFT_COOKIE = "draft"
DRAFT_AGE = int(service.DRAFT_LIFETIME.total_seconds())
REVIEW_KEY = "_review"
FOUND = 8

Web = Request[Any, Any, Any]
Page = Response[Any]


class ReviewForm(Controller):
    """`/reviews/new`: whom and when · what came back · stars, text, who sees what."""

    path = "/reviews/new"
    guards = (maybe_signed_in,)

    @get("")
    async def start(
        self, request: Web, agency: FromQuery[str] = "", q: FromQuery[str] = ""
    ) -> Page:
        """The first screen; `agency` names the one to review, `q` looks for it."""
        values = await _draft(request)
        other = ""
        if agency and values.get("agency") and values["agency"] != agency:
            other = await _agency_name(values)
            values = {}
        if agency:
            values = {**values, "agency": agency}
        elif q:
            values = {**values, "agency": ""}
        return await _start_page(request, values, {}, q=q, other=other)

    @post("")
    async def start_sent(self, request: Web) -> Page:
        """Keep the first screen and go on."""
        await limits.check(request, "draft_by_network")
        sent = review_forms.typed(await posted.form(request), START_FIELDS)
        kept = await _draft(request)
        if kept.get("agency", "") not in {"", sent["agency"]} and not kept.get(REVIEW_KEY):
            kept = {}
        values = kept | sent
        _start, errors = review_forms.read_start(values, clock.today())
        if not errors and sent["agency"] and await agencies.find_for_review(sent["agency"]) is None:
            errors = {"agency": lazy("Diese Agentur haben wir nicht gefunden.")}
        if errors:
            page = await _start_page(request, values, errors)
        else:
            page = pages.see_other("/reviews/new/ledger")
        return await _keep(request, values, page)

    @get("/ledger")
    async def ledger(self, request: Web) -> Page:
        """The second screen."""
        return await _ledger_page(request, await _draft(request), {})

    @post("/ledger")
    async def ledger_sent(self, request: Web) -> Page:
        """Keep the second screen and go on, or back."""
        await limits.check(request, "draft_by_network")
        form = await posted.form(request)
        values = await _draft(request) | review_forms.typed(form, LEDGER_FIELDS)
        start, _ = review_forms.read_start(values, clock.today())
        if start is None or _action(form) == "back":
            return await _keep(request, values, pages.see_other("/reviews/new"))
        _lines, errors = review_forms.read_ledger(values, start.last_stage)
        if errors:
            page = await _ledger_page(request, values, errors)
        else:
            page = pages.see_other("/reviews/new/ratings")
        return await _keep(request, values, page)

    @get("/ratings")
    async def ratings(self, request: Web) -> Page:
        """The third screen."""
        return await _ratings_page(request, await _draft(request), {})

    @post("/ratings")
    async def ratings_sent(self, request: Web) -> Page:
        """Keep the third screen: back, show the preview anew, make it coarser, or send."""
        form = await posted.form(request)
        action = _action(form)
        sent = review_forms.typed(form, RATING_FIELDS)
        if action == "send":
            return await _send(request, sent)
        await limits.check(request, "draft_by_network")
        values = await _draft(request) | sent
        if action in {"coarser", "finer"}:
            values["coarse"] = "yes" if action == "coarser" else ""
        if action == "back":
            page = pages.see_other("/reviews/new/ledger")
        else:
            page = pages.see_other("/reviews/new/ratings#preview")
        return await _keep(request, values, page)

    @get("/sent")
    async def sent(self, request: Web) -> Page:
        """What happens next: the link in the mail."""
        return pages.page(
            request, "reviews/sent.html", None, title=gettext("Fast geschafft"), private=True
        )

    @post("/discard")
    async def discard(self, request: Web) -> Page:
        """Throw the draft away, as its author asked."""
        token = cookies.read_cookie(request, DRAFT_COOKIE)
        if token:
            await service.discard_draft(token)
        response = pages.see_other("/reviews/new")
        cookies.clear_cookie(request, response, DRAFT_COOKIE)
        return response


async def _send(request: Web, sent: dict[str, str]) -> Page:
    """The last screen's send: at most ten statements."""
    account = account_of(request)
    email, errors = review_forms.read_email(sent, account.email if account else None)
    by = {"review_by_network": None} | ({"review_by_address": email} if email else {})
    await limits.check_all(request, by)
    token = cookies.read_cookie(request, DRAFT_COOKIE) or ""
    values = await service.load_draft(token, clock.now())
    if not values:
        return await _keep(request, sent, pages.see_other("/reviews/new"))
    values |= sent
    submission, more = review_forms.read_submission(values, clock.today(), current_language())
    errors = more | errors
    if submission is None or errors:
        return await _keep(request, values, await _ratings_page(request, values, errors))
    now = clock.now()
    try:
        if (returned := values.get(REVIEW_KEY)) and account:
            await service.resubmit(
                draft_token=token,
                public_id=returned,
                submission=submission,
                account_id=account.account_id,
                now=now,
            )
            target = f"/my/reviews/{returned}"
        else:
            public_id = await service.submit(
                draft_token=token,
                submission=submission,
                agency_id=await _agency_id(request, values),
                email=email,
                account_id=account.account_id if account else None,
                now=now,
            )
            target = f"/my/reviews/{public_id}" if account else "/reviews/new/sent"
    except service.EarlierReviewError as error:
        return await _keep(
            request, values, pages.see_other(f"/my/reviews/{error.public_id}?earlier=1")
        )
    except service.MemberError:
        member = {
            "email": lazy("Mitglieder von Agenturen können auf Resonanz keine Bewertung schreiben.")
        }
        return await _keep(request, values, await _ratings_page(request, values, member))
    response = pages.see_other(target)
    cookies.clear_cookie(request, response, DRAFT_COOKIE)
    return response


async def _agency_id(request: Web, values: dict[str, str]) -> int:
    found = await agencies.find_for_review(values["agency"]) if values.get("agency") else None
    if found is not None:
        return found.id
    await limits.check(request, "propose_by_network")
    return await agencies.propose(
        values["new_name"],
        values["new_country"],
        values.get("new_city", ""),
        values.get("new_website", ""),
        clock.now(),
    )


def _action(form: dict[str, list[str]]) -> str:
    return (form.get("_action") or [""])[0]


async def _draft(request: Web) -> dict[str, str]:
    return await service.load_draft(cookies.read_cookie(request, DRAFT_COOKIE), clock.now())


async def _keep(request: Web, values: dict[str, str], response: Page) -> Page:
    before = cookies.read_cookie(request, DRAFT_COOKIE)
    token = await service.save_draft(before, values, clock.now())
    cookies.set_cookie(request, response, DRAFT_COOKIE, token, max_age=DRAFT_AGE)
    return response


async def _agency_name(values: dict[str, str]) -> str:
    found = await agencies.find_for_review(values["agency"]) if values.get("agency") else None
    return found.name if found else values.get("new_name", "")


async def _screen(
    request: Web, step: int, values: dict[str, str], errors: Errors
) -> screens.ScreenView:
    return screens.ScreenView(
        step=step,
        agency_name=await _agency_name(values),
        values=screens.Typed(values),
        errors=screens.error_list(errors),
        error=screens.Typed((name, str(text)) for name, text in errors.items()),
        returned=REVIEW_KEY in values,
    )


async def _start_page(
    request: Web, values: dict[str, str], errors: Errors, *, q: str = "", other: str = ""
) -> Page:
    screen = await _screen(request, 1, values, errors)
    known = bool(values.get("agency")) and bool(screen.agency_name)
    found = []
    if q:
        await limits.check(request, "search_by_network")
        found = await agencies.search(q, FOUND)
    view = screens.StartView(
        screen=screen,
        agency=screens.AgencyChoice(values["agency"], screen.agency_name, "") if known else None,
        query=q,
        found=tuple(screens.AgencyChoice(a.slug, a.name, a.city or "") for a in found),
        proposing=bool(values.get("new_name")) or bool(q and not found) or "new_country" in errors,
        other_draft=other,
        months=screens.month_options(clock.today()),
    )
    return _page(request, "reviews/start.html", view, screen)


async def _ledger_page(request: Web, values: dict[str, str], errors: Errors) -> Page:
    start, _ = review_forms.read_start(values, clock.today())
    if start is None:
        return pages.see_other("/reviews/new")
    screen = await _screen(request, 2, values, errors)
    view = screens.LedgerView(
        screen=screen,
        stage=str(words.STAGES[start.last_stage]),
        earlier=screens.earlier_views(start.last_stage, values),
    )
    return _page(request, "reviews/ledger.html", view, screen)


async def _ratings_page(request: Web, values: dict[str, str], errors: Errors) -> Page:
    start, _ = review_forms.read_start(values, clock.today())
    if start is None:
        return pages.see_other("/reviews/new")
    lines, _ = review_forms.read_ledger(values, start.last_stage)
    if lines is None:
        return pages.see_other("/reviews/new/ledger")
    screen = await _screen(request, 3, values, errors)
    account = account_of(request)
    more = tuple(key for key in Criterion if key not in screens.FIRST_CRITERIA)
    view = screens.RatingsView(
        screen=screen,
        first=tuple(screens.rating_field(key, values) for key in screens.FIRST_CRITERIA),
        more=tuple(screens.rating_field(key, values) for key in more),
        more_open=any(values.get(f"rating_{key.value}") for key in more),
        preview=await _preview(values),
        known_email=account.email if account else "",
        waits=screens.waits(),
        languages=screens.languages(),
    )
    return _page(request, "reviews/ratings.html", view, screen)


async def _preview(values: dict[str, str]) -> ReviewView | None:
    """The review exactly as the public will see it, were it published today."""
    today = clock.today()
    start, _ = review_forms.read_start(values, today)
    lines = review_forms.read_ledger(values, start.last_stage)[0] if start else None
    if start is None or lines is None:
        return None
    ratings, errors = review_forms.read_ratings(values)
    stars = {key.value: stars for key, stars in ratings.items() if stars}
    return review_view(
        public_id="",
        value=None if errors else await scoring.value_of(stars, lines),
        role=start.role.value,
        job_field=start.job_field.value if start.job_field else None,
        remote=start.remote,
        last_stage=start.last_stage.value,
        ledger=[line.to_dict() for line in lines],
        ratings=stars,
        text=values.get("text", "").strip(),
        language=values.get("review_language") or current_language(),
        coarse=values.get("coarse") == "yes",
        published_on=today,
        proven=False,
        invited=False,
    )


def _page(request: Web, template: str, view: Any, screen: screens.ScreenView) -> Page:
    name = screen.agency_name
    title = gettext("%(name)s bewerten", name=name) if name else gettext("Bewertung schreiben")
    return pages.page(
        request,
        template,
        view,
        title=title,
        private=True,
        status=422 if screen.errors else 200,
    )
