"""Traces that people leave by the real services, each with a word of its own to look for."""

import datetime as dt
from dataclasses import dataclass

import factories
from cast import ALEX, MILO, MIRA, OLU, OTTO, Person
from support import documents
from support.authenticator import Authenticator
from support.browsing import browse

from resonanz import app as application
from resonanz.accounts import service as accounts
from resonanz.accounts.queries import accounts as account_queries
from resonanz.accounts.service import passkeys, sessions
from resonanz.agencies.domain.claims import ClaimState, Shortfall, Way
from resonanz.agencies.domain.members import MemberRole
from resonanz.agencies.domain.profiles import ProfileField
from resonanz.agencies.queries import claims
from resonanz.agencies.queries.members import Membership, membership
from resonanz.agencies.service import AgencyRef, invitations, invites, profiles
from resonanz.agencies.service import claims as agency_claims_of
from resonanz.kernel import settings as settings_module
from resonanz.kernel.clock import site_day
from resonanz.kernel.settings import Settings
from resonanz.moderation import service as moderation
from resonanz.moderation.domain import Ground, NoticeGround, Step, Verdict
from resonanz.moderation.domain.evidence import DocumentKind
from resonanz.moderation.domain.interests import InterestKind
from resonanz.moderation.domain.misuse import PartyKind
from resonanz.moderation.service import (
    AgencyMember,
    Moderator,
    agency_claims,
    conversation,
    corrections,
    evidence,
    flaggers,
    interests,
    languages,
    misuse,
)
from resonanz.moderation.service.reply_checks import claim_reply
from resonanz.moderation.service.reply_decisions import decide_reply
from resonanz.reviews import service as reviews
from resonanz.reviews.domain.conduct import Conduct
from resonanz.reviews.domain.late_feedback import Release
from resonanz.reviews.service import late_answers
from resonanz.reviews.service.conduct import answer_conduct
from resonanz.reviews.service.origins import Origin
from resonanz.scoring.domain.ledger import Answer, DaysClass, LedgerLine, Stage
from resonanz.workspace.domain.tokens import Scope
from resonanz.workspace.domain.webhooks import Kind
from resonanz.workspace.service import mailings, overview, requests, webhooks
from resonanz.workspace.service import tokens as api_tokens

NINA = Person("Nina")
LEA = Person("Lea")
"""Somebody who never confirms anything."""
GUEST = Person("Gast")


@dataclass(frozen=True, slots=True)
class Traces:
    """Public ids of what was left."""

    alex: int
    reviews: dict[str, str]
    cases: dict[str, str]


def text(word: str) -> str:
    """A text that only one thing holds."""
    return (
        f"Kennwort {word}. Nach dem Gespräch kam eine Absage mit einem Grund, der mir geholfen "
        "hat, und in der Woche danach meldete sich die Agentur noch einmal mit einer Stelle, die "
        "besser zu dem passte, was ich gelernt habe und gern weiter tun möchte."
    )


def said(word: str) -> str:
    """Words of a moderator, who never quotes a review."""
    return f"Bitte sehen Sie unsere Regeln an ({word})."


def written(word: str) -> reviews.Submission:
    return factories.submission(text=text(word), place=f"Ort {word}")


async def moderator(person: Person) -> Moderator:
    account = await account_queries.by_id(await factories.account(person))
    assert account is not None
    return Moderator(account.id, account.public_id)


async def member(of: AgencyRef, person: Person) -> AgencyMember:
    account = await account_queries.by_id(await factories.member(of, person))
    assert account is not None
    return AgencyMember(account.id, account.public_id, person.email, person.language)


async def confirmed(person: Person) -> int:
    """The account of somebody who used a mailed link, with the session that began."""
    link = await accounts.create_link(person.email, person.language, "sign_in", {})
    return (await accounts.confirm(link, "Mozilla/5.0 (X11; Linux) Firefox/140.0")).account_id


async def decide(
    review: str, mira: Moderator, verdict: Verdict, ground: Ground, word: str, now: dt.datetime
) -> None:
    await moderation.claim(review, mira, now)
    await moderation.decide(review, mira, verdict, ground, said(word), now)


async def leave(settings: Settings, now: dt.datetime) -> Traces:
    """Let Alex, Otto, Nina and a team do everything that leaves a trace."""
    mira, milo = await moderator(MIRA), await moderator(MILO)
    alex, otto = await confirmed(ALEX), await confirmed(OTTO)
    names = ("public", "reported", "disputed", "rejected", "returned", "waiting", "pending")
    names += ("replaced",)
    agencies = {name: await factories.agency(f"{name.title()} Personal") for name in names}
    made: dict[str, str] = {}
    for name in ("public", "reported", "disputed"):
        made[name] = await factories.published_review(agencies[name], ALEX, written(name), now)
    for name in ("rejected", "returned", "waiting"):
        made[name] = await factories.queued_review(agencies[name], ALEX, written(name), now)
    made["pending"] = await factories.pending_review(
        agencies["pending"], NINA, written("pending"), now
    )
    await decide(made["rejected"], mira, Verdict.REJECT, Ground.INSULT, "reasons", now)
    await decide(made["returned"], mira, Verdict.RETURN, Ground.PERSON, "return", now)
    await moderation.claim(made["waiting"], mira, now)
    await conversation.say_about_review(made["waiting"], text("note"), mira, now)
    await languages.set_languages(mira.account_id, mira.public_id, ("de",), now)
    cases = {
        "reported": await _report(made["reported"], otto, mira, milo, now),
        "disputed": await _dispute(made["disputed"], agencies["disputed"], alex, mira, now),
    }
    await misuse.note(cases["reported"], PartyKind.AUTHOR, mira, now)
    flagger = await flaggers.add(mira.public_id, "Meldestelle", "stelle@example.org", None, now)
    await flaggers.end(mira.public_id, flagger, now)
    await interests.declare(
        milo.account_id,
        milo.public_id,
        (await factories.agency("Verbunden Personal")).slug,
        InterestKind.CLIENT,
        site_day(now),
        now,
    )
    made["elsewhere"] = await reviews.submit(
        draft_token=await reviews.save_draft(None, {}, now),
        submission=written("elsewhere"),
        agency_id=(await factories.agency("Andernorts Personal")).id,
        email=ALEX.email,
        account_id=alex,
        now=now,
        origin=Origin("the network", "the browser"),
    )
    made["replaced"] = await _replace(agencies["replaced"], alex, mira, milo, now)
    await answer_conduct(made["public"], alex, {Conduct.CV_CONSENT: False}, now)
    await _edit(made["public"], alex, mira, now)
    await _correct(made["public"], agencies["public"], now)
    await _reply(made["disputed"], agencies["disputed"], mira, now)
    await _look(agencies["disputed"], now)
    await _prove(made, alex, mira, now)
    await _act_for(await factories.agency("Verwaltet Personal"), alex, now)
    await reviews.save_draft(None, {"text": text("draft")}, now)
    await _add_passkey(ALEX)
    await _invite(agencies["disputed"], now)
    await _browse(settings)
    return Traces(alex, made, cases)


async def _report(
    review: str, otto: int, mira: Moderator, milo: Moderator, now: dt.datetime
) -> str:
    """Otto reports a review, Mira removes it, Alex complains, a guest is invited, Milo decides."""
    notice = moderation.NewNotice(
        ground=NoticeGround.INSULT,
        text=text("notice"),
        address=f"https://example.org/de/reviews/{review}",
        name="Otto Meldner",
        email=OTTO.email,
        good_faith=True,
        language="de",
        account_id=otto,
    )
    receipt = await moderation.submit_notice(await moderation.review_subject(review), notice, now)
    number = (await moderation.notice_by_secret(receipt.secret)).case.public_id  # type: ignore[union-attr]
    await moderation.claim_case(number, mira, now)
    await moderation.decide_case(number, mira, Step.REMOVE, Ground.INSULT, said("removal"), now)
    access = await moderation.complaint_access(moderation.author_secret(number))
    assert access is not None
    await moderation.complain(access, text("complaint"), now)
    await moderation.invite_guest(number, mira, GUEST.email, "de", now)
    await moderation.claim_case(number, milo, now)
    await moderation.decide_complaints(
        number, milo, uphold=False, ground=None, answer=said("answer"), now=now
    )
    return number


async def _replace(
    agency: AgencyRef, alex: int, mira: Moderator, milo: Moderator, now: dt.datetime
) -> str:
    """What Mira removed Alex wrote anew; Alex' complaint is upheld, and the newer one stays."""
    review = await factories.published_review(agency, ALEX, written("replaced"), now)
    notice = moderation.NewNotice(
        ground=NoticeGround.OFF_TOPIC,
        text=text("notice"),
        address=f"https://example.org/de/reviews/{review}",
        name="",
        email="",
        good_faith=True,
        language="de",
    )
    subject = await moderation.review_subject(review)
    number = (await moderation.submit_notice(subject, notice, now)).number
    await moderation.claim_case(number, mira, now)
    await moderation.decide_case(number, mira, Step.REMOVE, Ground.OFF_TOPIC, said("gone"), now)
    await factories.queued_review(agency, ALEX, written("newer"), now)
    access = await moderation.complaint_access(moderation.author_secret(number))
    assert access is not None
    await moderation.complain(access, text("complaint"), now)
    await moderation.claim_case(number, milo, now)
    await moderation.decide_complaints(
        number, milo, uphold=True, ground=None, answer=said("back"), now=now
    )
    return review


async def _edit(review: str, alex: int, mira: Moderator, now: dt.datetime) -> None:
    """Alex edits a review: one edit is withdrawn, one rejected, one returned."""
    for word in ("withdrawn edit", "rejected edit", "returned edit"):
        await factories.edit(review, alex, written(word), now)
        if word == "withdrawn edit":
            await reviews.withdraw_revision(review, alex, now)
        elif word == "rejected edit":
            await decide(review, mira, Verdict.REJECT, Ground.INSULT, "reasons", now)
        else:
            await decide(review, mira, Verdict.RETURN, Ground.PERSON, "return", now)


async def _dispute(
    review: str, agency: AgencyRef, alex: int, mira: Moderator, now: dt.datetime
) -> str:
    """Olu's agency denies the contact; Alex is heard, answers with a document, and is kept."""
    await confirmed(OLU)
    olu = await member(agency, OLU)
    receipt = await moderation.dispute(review, olu, NoticeGround.FALSE_FACT, text("objection"), now)
    number = (await moderation.notice_by_secret(receipt.secret)).case.public_id  # type: ignore[union-attr]
    await moderation.claim_case(number, mira, now)
    await moderation.open_hearing(number, mira, said("question"), now)
    case = await moderation.case_record(number)
    assert await evidence.add(review, alex, [_file()], now, case.id) == []
    (file,) = await evidence.files_of(review, alex, case.id)
    await evidence.change_page(file.public_id, alex, 1, [], released=True)
    await evidence.send(review, alex, now, case.id)
    await moderation.answer(number, alex, moderation.Answer(text("account"), ""), now)
    await moderation.claim_case(number, mira, now)
    await evidence.forward(case.id, now)
    return number


async def settle(number: str, now: dt.datetime) -> None:
    """Mira keeps what was disputed."""
    mira = await moderator(MIRA)
    await moderation.claim_case(number, mira, now)
    await moderation.decide_case(number, mira, Step.KEEP, None, said("kept"), now)


def _file() -> evidence.Upload:
    return evidence.Upload("mail.png", documents.png())


async def _correct(review: str, agency: AgencyRef, now: dt.datetime) -> None:
    """Olu corrects a fact."""
    olu = await member(agency, OLU)
    line = LedgerLine(Stage.APPLICATION, Answer.ADVANCED, DaysClass.FROM_4_TO_7)
    await corrections.propose(review, olu, line, now)


async def _act_for(agency: AgencyRef, alex: int, now: dt.datetime) -> None:
    """Alex is invited by an agency, claimed it in vain before, and edited its profile."""
    await invitations.invite(agency, ALEX.email, MemberRole.RESPONDER, "de", "olu", now)
    claim = await claims.insert(agency.id, alex, Way.DOCUMENT, ClaimState.WAITING, now)
    await claims.close(claim.id, ClaimState.REFUSED, Shortfall.ILLEGIBLE.value, now)
    who = agency_claims_of.Claimant(alex, "alex", ALEX.email)
    assert await agency_claims.hand_in(agency, who, [_file()], now) == []
    own = Membership(agency, alex, "owner", several=False)
    said = {ProfileField.TEXT_DE: text("profile")}
    await profiles.edit(agency.id, said, 0, alex, "alex", now)
    await api_tokens.issue(own, "olu", text("token"), frozenset({Scope.REVIEWS_READ}), now)


async def _ask_once(own: Membership, now: dt.datetime) -> None:
    """A program of Olu's asks for something with a key of its own."""

    async def act() -> None:
        pass

    secret = await api_tokens.issue(own, "olu", text("once"), frozenset(Scope), now)
    holder = await api_tokens.authenticate(secret, now)
    assert holder is not None
    await requests.once(holder, "Kennwort key", ("PUT",), act, now)


async def _tell(own: Membership, now: dt.datetime) -> None:
    """Olu wants a program told, and pauses that."""
    url = "https://programm.example/kennwort-hook"
    hook, _ = await webhooks.add(own, "olu", url, frozenset(Kind), now)
    await webhooks.send_test(own, hook, now)
    await webhooks.pause(own, "olu", hook)


async def _reply(review: str, agency: AgencyRef, mira: Moderator, now: dt.datetime) -> None:
    """Olu replies; a change of the reply is rejected, and Mira works on a third version."""
    await factories.published_reply(agency, review, OLU, text("reply"), now)
    version = await factories.sent_reply(agency, review, OLU, text("refused"), now)
    await claim_reply(version, mira, now)
    await decide_reply(version, mira, Verdict.REJECT, Ground.INSULT, said("refusal"), now)
    await claim_reply(
        await factories.sent_reply(agency, review, OLU, text("changed"), now), mira, now
    )


async def offer_late(now: dt.datetime) -> None:
    """An agency offers Lea late feedback, and Lea names job and month."""
    late = await factories.agency("Spät Personal")
    account_id = await confirmed(LEA)
    review = await factories.published_review(late, LEA, factories.silent_submission(), now)
    number = await reviews.offer_late(review, late.id, "olu", now)
    release = Release(f"Stelle {text('release')[:14]}", "2026-05")
    await late_answers.choose_named(number, account_id, release, now)


async def _look(agency: AgencyRef, now: dt.datetime) -> None:
    """Olu looks at the figures of the agency."""
    olu = await account_queries.by_email(OLU.email)
    assert olu is not None
    own = await membership(agency.slug, olu.id)
    assert own is not None
    figures = await overview.figures(agency, site_day(now))
    await overview.visit(own, figures.snapshot, site_day(now))
    await _ask_once(own, now)
    await _tell(own, now)


async def _prove(made: dict[str, str], alex: int, mira: Moderator, now: dt.datetime) -> None:
    """A proof that is checked, one that was never sent, and one that is left for disputes."""
    assert await evidence.add(made["public"], alex, [_file()], now) == []
    await evidence.send(made["public"], alex, now)
    (waiting,) = await evidence.queue(mira, now)
    await evidence.claim(waiting.public_id, mira, now)
    check = await evidence.check(waiting.public_id, mira, now)
    await evidence.image(check.files[0].public_id, 1, mira, now)
    await evidence.decide(waiting.public_id, mira, DocumentKind.REJECTION, now)
    assert await evidence.add(made["waiting"], alex, [_file()], now) == []
    assert await evidence.add(made["returned"], alex, [_file()], now) == []
    await evidence.leave_for_disputes(made["returned"], alex, now)


async def _invite(agency: AgencyRef, now: dt.datetime) -> None:
    """Olu has a list invited, one of whom wants no more."""
    await invites.begin(agency, "olu", now)
    session = await accounts.confirm(await accounts.create_link(OLU.email, "de", "sign_in", {}))
    loaded = await sessions.load(session.session.token)
    assert loaded is not None
    listed = tuple(f"geladen{number}@example.org" for number in range(10))
    new = mailings.NewMailing(listed, "de", "Kennwort consent", "2026")
    await mailings.send(agency, new, loaded.signed_in, now)
    await mailings.unsubscribe(mailings.unsubscribe_secret("geladen1@example.org"), now)


async def _add_passkey(person: Person) -> None:
    """Somebody adds a passkey and signs in by it."""
    link = await accounts.create_link(person.email, person.language, "sign_in", {})
    session = (await accounts.confirm(link)).session
    loaded = await sessions.load(session.token)
    assert loaded is not None
    device = Authenticator(origin=settings_module.current().base_url)
    made = device.make(passkeys.adding(loaded.signed_in, []))
    await passkeys.add(session.token, loaded.signed_in, made, "Kennwort passkey")
    await passkeys.prove(device.sign(await passkeys.asking(None)), "", None, "")


async def _browse(settings: Settings) -> None:
    """Nina asks for a link: the day's key, counters, a mail and its link."""
    async with browse(application.create_app(settings)) as client:
        page = await client.get("/de/sign-in")
        token = page.text.partition('name="_csrf" value="')[2].partition('"')[0]
        sent = {"_csrf": token, "email": NINA.email, "way": "link"}
        assert (await client.post("/de/sign-in", data=sent)).status_code == 303
