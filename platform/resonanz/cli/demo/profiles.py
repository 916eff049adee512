"""Two agencies of the demo that manage their profiles and say who they are."""

import datetime as dt

from resonanz.agencies.domain.profiles import ProfileField
from resonanz.agencies.queries import proofs
from resonanz.agencies.service import profiles

F = ProfileField
A_MONTH = dt.timedelta(days=30)
SAID = (
    {
        F.LEGAL_FORM: "GmbH",
        F.KINDS: "temp placement",
        F.JOB_FIELDS: "it engineering logistics",
        F.LICENCE: "unlimited",
        F.LICENCE_AUTHORITY: "Agentur für Arbeit Kiel",
        F.EMAIL: "bewerben@nordlicht-personal.example",
        F.PHONE: "+49 40 5550100",
        F.WEB: "https://nordlicht-personal.example/kontakt",
        F.TEXT_DE: (
            "Wir vermitteln Fachkräfte im Norden, in Zeitarbeit und in feste Stellen.\n"
            "Nach jedem Gespräch melden wir uns, auch wenn der Kunde noch nicht entschieden hat."
        ),
        F.TEXT_EN: (
            "We place skilled people in northern Germany, in temporary work and permanent jobs.\n"
            "After every interview you hear from us, even while the client has not decided."
        ),
        F.TEXT_ES: (
            "Colocamos profesionales en el norte de Alemania, en trabajo temporal y fijo.\n"
            "Tras cada entrevista le contestamos, aunque el cliente aún no haya decidido."
        ),
    },
    {
        F.LEGAL_FORM: "GmbH",
        F.KINDS: "placement payrolling",
        F.JOB_FIELDS: "commercial finance production",
        F.LICENCE: "not_needed",
        F.EMAIL: "kontakt@mueller-soehne.example",
        F.TEXT_DE: "Seit drei Generationen Personal für Betriebe im Südwesten.",
        F.TEXT_EN: "For three generations, staff for firms in the south-west.",
        F.TEXT_ES: "Desde hace tres generaciones, personal para empresas del suroeste.",
    },
)


async def add_profiles(agency_ids: tuple[int, int], owner: int, now: dt.datetime) -> None:
    """Let both say who they are; the first changes one thing a week ago."""
    for agency_id, said in zip(agency_ids, SAID, strict=True):
        await proofs.set_claimed(agency_id, now - 3 * A_MONTH)
        await profiles.edit(agency_id, said, 0, owner, "system", now - A_MONTH)
    changed = {F.JOB_FIELDS: "it engineering logistics crafts"}
    week_ago = now - dt.timedelta(days=7)
    await profiles.edit(agency_ids[0], changed, 1, owner, "system", week_ago)
