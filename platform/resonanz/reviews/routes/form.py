"""The form's second and third screen: what came back · stars, text, who sees what."""

from collections.abc import Mapping

from litestar import Controller, get, post

from resonanz.accounts.guards import account_of, maybe_signed_in
from resonanz.kernel import clock
from resonanz.kernel.i18n import current_language, gettext
from resonanz.scoring import service as scoring
from resonanz.scoring import views as words
from resonanz.scoring.domain.ledger import Criterion
from resonanz.web import limits, pages, posted

from .. import forms, service
from ..forms import LEDGER_FIELDS, RATING_FIELDS, Errors
from ..views import screens
from ..views.review import ReviewView, review_view
from ..views.waiting import waiting_words
from .drafting import (
    AGENCY_KEY,
    Page,
    Web,
    action_of,
    agency_name,
    invited_to,
    keep,
    load,
    same_agency,
    screen,
    show,
)
from .sending import send

Values = Mapping[str, str]
BACK = {"start": "/reviews/new", "back": "/reviews/new/ledger"}
"""From the last screen: the button that was pressed, and the screen that it leads to."""
SEND = {"send", "enter"}
"""The last screen's button, and the Enter key in one of its fields."""


class ReviewForm(Controller):
    """`/reviews/new/ledger`, `/ratings`, `/sent`."""

    path = "/reviews/new"
    guards = (maybe_signed_in,)

    @get("/ledger")
    async def ledger(self, request: Web) -> Page:
        """The second screen."""
        return await _ledger_page(request, (await load(request)).values, {})

    @post("/ledger")
    async def ledger_sent(self, request: Web) -> Page:
        """Keep the second screen and go on, or back."""
        await limits.check(request, "draft_by_network")
        form = await posted.form(request)
        kept = (await load(request)).values
        same_agency(kept, form)
        values = kept | forms.typed(form, LEDGER_FIELDS)
        start, _ = forms.read_start(values, clock.today())
        if start is None or action_of(form) in {"back", "start"}:
            return await keep(request, values, pages.see_other("/reviews/new"))
        _lines, errors = forms.read_ledger(values, start.last_stage)
        if errors:
            page = await _ledger_page(request, values, errors)
        else:
            page = pages.see_other("/reviews/new/ratings")
        return await keep(request, values, page)

    @get("/ratings")
    async def ratings(self, request: Web) -> Page:
        """The third screen."""
        return await _ratings_page(request, (await load(request)).values, {})

    @post("/ratings")
    async def ratings_sent(self, request: Web) -> Page:
        """Keep the third screen: back, show the preview anew, make it coarser, or send."""
        form = await posted.form(request)
        action = action_of(form)
        if action in SEND:
            return await send(request, form, _ratings_page)
        await limits.check(request, "draft_by_network")
        kept = (await load(request)).values
        same_agency(kept, form)
        values = kept | forms.typed(form, RATING_FIELDS)
        if action in {"coarser", "finer"}:
            values["coarse"] = "yes" if action == "coarser" else ""
        if action in BACK:
            page = pages.see_other(BACK[action])
        else:
            page = pages.see_other("/reviews/new/ratings#preview")
        return await keep(request, values, page)

    @get("/sent")
    async def sent(self, request: Web) -> Page:
        """What happens next: the link in the mail."""
        view = screens.SentView(waiting_words(await service.days_to_wait(clock.now())))
        return pages.page(
            request, "reviews/sent.html", view, title=gettext("Fast geschafft"), private=True
        )


async def _ledger_page(request: Web, values: Values, errors: Errors) -> Page:
    start, _ = forms.read_start(values, clock.today())
    if start is None or AGENCY_KEY not in values:
        return pages.see_other("/reviews/new")
    shown = screen(2, await agency_name(values), values, errors)
    view = screens.LedgerView(
        screen=shown,
        stage=str(words.STAGES[start.last_stage]),
        earlier=screens.earlier_views(start.last_stage, values),
    )
    return show(request, "reviews/ledger.html", view, shown)


async def _ratings_page(request: Web, values: Values, errors: Errors) -> Page:
    start, _ = forms.read_start(values, clock.today())
    if start is None or AGENCY_KEY not in values:
        return pages.see_other("/reviews/new")
    lines, _ = forms.read_ledger(values, start.last_stage)
    if lines is None:
        return pages.see_other("/reviews/new/ledger")
    shown = screen(3, await agency_name(values), values, errors)
    account = account_of(request)
    more = tuple(key for key in Criterion if key not in screens.FIRST_CRITERIA)
    view = screens.RatingsView(
        screen=shown,
        first=tuple(screens.rating_field(key, values) for key in screens.FIRST_CRITERIA),
        more=tuple(screens.rating_field(key, values) for key in more),
        more_open=any(values.get(f"rating_{key.value}") for key in more),
        preview=await _preview(values, start, lines),
        known_email=account.email if account else "",
        waits=screens.waits(),
        languages=screens.languages(),
    )
    return show(request, "reviews/ratings.html", view, shown)


async def _preview(values: Values, start: forms.Start, lines: forms.Lines) -> ReviewView:
    """The review exactly as the public will see it, were it published today."""
    ratings, problems = forms.read_ratings(values)
    stars = {key.value: stars for key, stars in ratings.items() if stars}
    return review_view(
        public_id="",
        value=None if problems else await scoring.value_of(stars, lines),
        role=start.role.value,
        job_field=start.job_field.value if start.job_field else None,
        remote=start.remote,
        last_stage=start.last_stage.value,
        ledger=[line.to_dict() for line in lines],
        ratings=stars,
        text=forms.read_text(values),
        language=forms.written_in(values, current_language()),
        coarse=values.get("coarse") == "yes",
        published_on=clock.today(),
        proven=False,
        invited=await invited_to(values),
    )
