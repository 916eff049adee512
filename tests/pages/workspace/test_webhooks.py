"""Owners set webhooks up; the secret is shown once, what is wrong stays typed."""

import re

from cast import FAY, OLU, RENA
from support.visitor import Visitor, form_with, values_of

from resonanz.agencies.queries.members import Membership
from resonanz.kernel import clock, db
from resonanz.workspace.domain.webhooks import Kind
from resonanz.workspace.service import webhooks

from .conftest import Enter, Scene

URL = "https://programm.example/hook"


async def token(visitor: Visitor) -> str:
    return form_with((await visitor.get("/de/account")).text, "/sign-out")[1]["_csrf"]


async def test_an_owner_adds_an_address_and_sees_its_secret_once(
    enter: Enter, scene: Scene
) -> None:
    olu = await enter(OLU)
    page = await olu.get(f"{scene.desk}/webhooks")
    assert "Standard Webhooks" in page.text
    assert "def verify(secret" in page.text
    made = await olu.fill(page, "/webhooks", url=URL, kinds=Kind.REVIEW_PUBLISHED)
    assert made.status_code == 201
    (secret,) = re.findall(r'<code class="secret">(whsec_[A-Za-z0-9+/=]+)<', made.text)
    row = await db.row("SELECT public_id, kinds, secret_sealed FROM webhook")
    assert row
    assert row["kinds"] == "review.published"
    assert secret.encode() not in bytes(row["secret_sealed"])
    again = await olu.get(f"{scene.desk}/webhooks/{row['public_id']}")
    assert again.status_code == 200
    assert secret not in again.text
    assert URL in (await olu.get(f"{scene.desk}/webhooks")).text


async def test_what_is_wrong_stays_typed(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    page = await olu.get(f"{scene.desk}/webhooks")
    wrong = await olu.fill(page, "/webhooks", url="http://127.0.0.1/", kinds="")
    assert wrong.status_code == 422
    assert "die mit https:// beginnt" in wrong.text
    assert "was wir melden sollen" in wrong.text
    assert form_with(wrong.text, "/webhooks")[1]["url"] == "http://127.0.0.1/"
    assert await webhooks.endpoints(scene.agency.id) == []


async def test_an_owner_tries_pauses_changes_renews_and_deletes(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    (member,) = await db.rows(
        "SELECT account_id FROM agency_member m WHERE m.role = 'owner' AND m.agency_id = {}",
        scene.agency.id,
    )
    own = Membership(scene.agency, member["account_id"], "owner", several=False)
    hook, _ = await webhooks.add(own, "olu", URL, frozenset(Kind), clock.now())
    path = f"{scene.desk}/webhooks/{hook}"
    tried = await olu.follow(await olu.fill(await olu.get(path), "/test"))
    assert "Unterwegs." in tried.text
    assert "Probe" in tried.text
    paused = await olu.follow(await olu.fill(tried, "/pause"))
    assert "Wieder beliefern" in paused.text
    resumed = await olu.follow(await olu.fill(paused, "/resume"))
    changed = await olu.fill(resumed, f"/{hook}", url=URL + "/2", kinds=Kind.REPLY_DECIDED)
    shown = await olu.follow(changed)
    assert URL + "/2" in shown.text
    assert values_of(shown.text)["kinds"] == Kind.REPLY_DECIDED
    renewed = await olu.fill(shown, "/secret")
    assert renewed.status_code == 201
    assert "Das vorige Geheimnis gilt daneben noch bis" in renewed.text
    gone = await olu.follow(await olu.fill(renewed, "/remove"))
    assert "Der Webhook ist gelöscht." in gone.text
    assert (await olu.get(path)).status_code == 404


async def test_five_are_enough(enter: Enter, scene: Scene) -> None:
    olu = await enter(OLU)
    page = await olu.get(f"{scene.desk}/webhooks")
    for number in range(5):
        kept = await olu.fill(page, "/webhooks", url=f"{URL}/{number}", kinds="reply.decided")
        assert kept.status_code == 201
    refused = await olu.fill(page, "/webhooks", url=f"{URL}/5", kinds="reply.decided")
    assert refused.status_code == 409
    assert f"{URL}/5" in refused.text


async def test_responders_and_other_agencies_have_no_part(enter: Enter, scene: Scene) -> None:
    """TRUST 42."""
    olu, rena, fay = await enter(OLU), await enter(RENA), await enter(FAY)
    made = await olu.fill(
        await olu.get(f"{scene.desk}/webhooks"), "/webhooks", url=URL, kinds="reply.decided"
    )
    assert made.status_code == 201
    (hook,) = [one.public_id for one in await webhooks.endpoints(scene.agency.id)]
    assert (await rena.get(f"{scene.desk}/webhooks")).status_code == 403
    own = f"/de/desk/agencies/{scene.other.slug}/webhooks/{hook}"
    form = {"_csrf": await token(fay)}
    for path in (f"{scene.desk}/webhooks/{hook}", own):
        assert (await fay.get(path)).status_code == 404
        for tail in ("/pause", "/secret", "/remove", "/test", "/replay", "/messages/x/replay"):
            sent = await fay.client.post(path + tail, data=form)
            assert sent.status_code == 404, tail
