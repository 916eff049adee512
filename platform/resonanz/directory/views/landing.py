"""The pages of towns and job fields, and the lists of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from resonanz.agencies.domain.job_fields import JobField
from resonanz.agencies.views import COUNTRIES, JOB_FIELDS
from resonanz.kernel.i18n import gettext, ngettext
from resonanz.kernel.regions import region_name
from resonanz.scoring.views.figures import (
    EchoView,
    FactView,
    LedgerRow,
    echo_view,
    median_fact,
    period,
    stage_rows,
    time_rows,
    unprompted_fact,
)

from ..domain import Group, Slice
from ..domain.towns import AROUND_KM, Town
from ..service.landing import LATEST, SAMPLE, About, Landings, PlacePage
from .lists import AgencyRow, LatestView, agency_row, latest_view
from .search import filter_words
from .slices import address


@dataclass(frozen=True, slots=True)
class LandingLink:
    """A page with what there is on it; the path is without language."""

    name: str
    path: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class LandingView:
    """A town or a job field.

    `basis` says what the figures are counted of, `all_path` leads to the list of all `all_words`
    agencies, `ranking` to theirs. `unplaced` is "" where every agency's place is known.
    """

    heading: str
    lead: str
    echo: EchoView | None
    facts: tuple[FactView, ...]
    stages: tuple[LedgerRow, ...]
    times: tuple[LedgerRow, ...]
    basis: str
    top: tuple[AgencyRow, ...]
    latest: tuple[LatestView, ...]
    all_path: str
    all_words: str
    ranking: str
    related: tuple[tuple[str, tuple[LandingLink, ...]], ...]
    unplaced: str
    feed: str
    up: LandingLink


@dataclass(frozen=True, slots=True)
class LandingsView:
    """All towns or job fields with a page, in sections with a title."""

    heading: str
    lead: str
    sections: tuple[tuple[str, tuple[LandingLink, ...]], ...]


def town_path(town: Town) -> str:
    """The address of a town's page."""
    return f"/places/{town.country.lower()}/{town.slug}"


def place_view(page: PlacePage) -> LandingView:
    """Build the page of a town."""
    town, name = page.town, page.town.name
    query = {"place": name, "radius": str(AROUND_KM), "country": town.country}
    related = (
        (gettext("Berufsfelder dort"), _filters(Group.FIELD, page.fields, query)),
        (gettext("Was die Agenturen dort tun"), _filters(Group.KIND, page.kinds, query)),
        (
            gettext("Orte in der Nähe"),
            tuple(LandingLink(one.name, town_path(one)) for one in page.near),
        ),
    )
    return _landing(
        page.about,
        heading=gettext("Personaldienstleister in %(place)s", place=name),
        lead=gettext(
            "Wer sich in %(place)s und %(km)s km Umkreis zurückmeldet, von Kandidat:innen "
            "gemessen.",
            place=name,
            km=AROUND_KM,
        ),
        query=urlencode(query),
        ranking=address(Slice(town.country, place=name)),
        related=tuple(one for one in related if one[1]),
        unplaced=_unplaced(page),
        feed=town_path(town) + "/feed.atom",
        up=LandingLink(gettext("Orte"), "/places"),
    )


def field_view(
    field: JobField, about: About, others: Collection[JobField], home: str
) -> LandingView:
    """Build the page of a job field; `others` are the fields that have a page, `home` is the
    reader's country.
    """
    name = str(JOB_FIELDS[field])
    links = tuple(
        LandingLink(str(JOB_FIELDS[one]), f"/fields/{one}") for one in others if one is not field
    )
    return _landing(
        about,
        heading=gettext("Personaldienstleister für %(field)s", field=name),
        lead=gettext(
            "Was Kandidat:innen im Berufsfeld %(field)s mit Agenturen erlebt haben.", field=name
        ),
        query=urlencode({"field": field}),
        ranking=address(Slice(home, field=field)),
        related=((gettext("Andere Berufsfelder"), links),) if links else (),
        unplaced="",
        feed="",
        up=LandingLink(gettext("Berufsfelder"), "/fields"),
    )


def _landing(
    about: About,
    *,
    heading: str,
    lead: str,
    query: str,
    ranking: str,
    related: tuple[tuple[str, tuple[LandingLink, ...]], ...],
    unplaced: str,
    feed: str,
    up: LandingLink,
) -> LandingView:
    figures = about.statistics
    facts = (median_fact(figures), unprompted_fact(figures))
    return LandingView(
        heading=heading,
        lead=lead,
        echo=echo_view(figures.echo, figures.n) if figures.echo.n else None,
        facts=tuple(one for one in facts if one),
        stages=stage_rows(figures),
        times=time_rows(figures),
        basis=_basis(about),
        top=tuple(agency_row(row) for row in about.top),
        latest=tuple(latest_view(row) for row in about.sample[:LATEST]),
        all_path=f"/agencies?{query}",
        all_words=ngettext(
            "Eine Agentur ansehen", "Alle %(num)s Agenturen ansehen", about.agencies
        ),
        ranking=ranking,
        related=related,
        unplaced=unplaced,
        feed=feed,
        up=up,
    )


def _basis(about: About) -> str:
    n, span = about.statistics.n, period(about.statistics)
    if n >= SAMPLE:
        return gettext("Aus den neuesten %(n)s Bewertungen, %(period)s", n=n, period=span)
    words = ngettext("Aus einer Bewertung", "Aus %(num)s Bewertungen", n)
    return f"{words}, {span}" if span else words


def _unplaced(page: PlacePage) -> str:
    if not page.unplaced or not page.town.region:
        return ""
    return ngettext(
        "Eine Agentur könnte auch hier sein (%(state)s): Ihr Ort ist nicht bekannt.",
        "%(num)s Agenturen könnten auch hier sein (%(state)s): Ihr Ort ist nicht bekannt.",
        page.unplaced,
        state=region_name(page.town.country, page.town.region),
    )


def _filters(group: Group, values: Iterable[str], query: dict[str, str]) -> tuple[LandingLink, ...]:
    names = sorted((filter_words(group, value), value) for value in values)
    return tuple(
        LandingLink(name, f"/agencies?{urlencode({**query, group.value: value})}")
        for name, value in names
    )


def places_view(found: Landings, home: str) -> LandingsView:
    """Build the list of towns and states; the reader's country comes first."""
    sections = []
    codes = dict.fromkeys((*COUNTRIES, *(town.country for town in found.towns)))
    for code in sorted(codes, key=lambda code: code != home):
        country = str(COUNTRIES.get(code, code))
        towns = [town for town in found.towns if town.country == code]
        if towns:
            sections.append((country, tuple(map(_town_link, towns))))
        states = sorted(
            (filter_words(Group.STATE, value), value, n)
            for value, n in found.states.items()
            if value.startswith(f"{code}-")
        )
        if states:
            title = gettext("Regionen: %(country)s", country=country)
            sections.append((title, tuple(_state_link(*one) for one in states)))
    return LandingsView(
        heading=gettext("Orte"),
        lead=gettext("Wo Agenturen bewertet sind, und wer sich dort zurückmeldet."),
        sections=tuple(sections),
    )


def fields_view(found: Landings) -> LandingsView:
    """Build the list of job fields."""
    links = tuple(
        LandingLink(str(JOB_FIELDS[field]), f"/fields/{field}", _reviewed(n))
        for field, n in found.fields.items()
    )
    return LandingsView(
        heading=gettext("Berufsfelder"),
        lead=gettext("Wie Agenturen sich in Ihrem Beruf zurückmelden."),
        sections=(("", links),) if links else (),
    )


def _town_link(town: Town) -> LandingLink:
    return LandingLink(town.name, town_path(town), _reviewed(town.reviewed))


def _state_link(name: str, value: str, n: int) -> LandingLink:
    return LandingLink(name, f"/agencies?{urlencode({Group.STATE.value: value})}", _reviewed(n))


def _reviewed(n: int) -> str:
    return ngettext("eine bewertete Agentur", "%(num)s bewertete Agenturen", n)
