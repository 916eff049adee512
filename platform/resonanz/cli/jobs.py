"""What the worker does, and how often."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from resonanz.accounts import jobs as accounts
from resonanz.agencies import jobs as agencies
from resonanz.audit import jobs as audit
from resonanz.directory import jobs as directory
from resonanz.kernel import clock
from resonanz.kernel.settings import Settings
from resonanz.mail import jobs as mail
from resonanz.moderation import jobs as moderation
from resonanz.moderation.service import evidence
from resonanz.moderation.service import forgetting as old_cases
from resonanz.numbers import jobs as numbers
from resonanz.open_data import jobs as open_data
from resonanz.reviews import jobs as reviews
from resonanz.scoring import jobs as scoring
from resonanz.web import jobs as web
from resonanz.workspace import jobs as workspace

MINUTE = 60.0
HOUR = 60 * MINUTE
MAILS_A_ROUND = 10
MESSAGES_A_ROUND = 20
ENTRIES_A_ROUND = 500


@dataclass(frozen=True, slots=True)
class Job:
    """A piece of the worker's work; running it twice at once or too often does no harm."""

    name: str
    every: float
    """Seconds between the end of one run and the next."""
    run: Callable[[Settings], Awaitable[bool]]
    """Whether there is more to do at once."""


async def _send_mails(settings: Settings) -> bool:
    return await mail.send_due(MAILS_A_ROUND, settings) == MAILS_A_ROUND


async def _forget_mails(_: Settings) -> bool:
    await mail.forget_done()
    return False


async def _seal_audit_log(_: Settings) -> bool:
    return await audit.seal(ENTRIES_A_ROUND) == ENTRIES_A_ROUND


async def _destroy_day_keys(_: Settings) -> bool:
    await web.destroy_old_keys(clock.now())
    return False


async def _forget_hits(_: Settings) -> bool:
    await web.forget_old_hits(clock.now())
    return False


async def _forget_sessions(_: Settings) -> bool:
    await accounts.forget_expired()
    return False


async def _publish_reviews(_: Settings) -> bool:
    await reviews.publish(clock.now())
    return False


async def _forget_reviews(_: Settings) -> bool:
    await reviews.forget(clock.now())
    return False


async def _keep_late_feedback(_: Settings) -> bool:
    await reviews.keep_deadlines(clock.now())
    return False


async def _keep_deadlines(_: Settings) -> bool:
    await moderation.keep_deadlines(clock.now())
    return False


async def _look_at_reviews(_: Settings) -> bool:
    return await moderation.look_at_reviews(clock.now())


async def _forget_signals(_: Settings) -> bool:
    await moderation.forget_signals(clock.now())
    return False


async def _forget_cases(_: Settings) -> bool:
    await old_cases.forget_old(clock.now())
    return False


async def _destroy_evidence(_: Settings) -> bool:
    await evidence.purge_due(clock.now())
    return False


async def _look_at_claims(_: Settings) -> bool:
    return await agencies.look_at_claims(clock.now())


async def _look_at_proofs(_: Settings) -> bool:
    return await agencies.look_at_proofs(clock.now())


async def _forget_claims(_: Settings) -> bool:
    await agencies.forget(clock.now())
    return False


async def _forget_tokens(_: Settings) -> bool:
    await workspace.forget_tokens()
    return False


async def _deliver_webhooks(_: Settings) -> bool:
    return await workspace.deliver_webhooks(MESSAGES_A_ROUND) == MESSAGES_A_ROUND


async def _forget_webhooks(_: Settings) -> bool:
    await workspace.forget_webhooks(clock.now())
    return False


async def _forget_mailings(_: Settings) -> bool:
    await workspace.forget_mailings(clock.now())
    return False


async def _mail_figures(_: Settings) -> bool:
    return await workspace.mail_figures(clock.now())


async def _renew_codes(_: Settings) -> bool:
    await agencies.renew_codes(clock.now())
    return False


async def _nightly_scores(_: Settings) -> bool:
    await scoring.nightly(clock.now())
    return False


async def _freeze_rankings(_: Settings) -> bool:
    await directory.freeze_quarters(clock.now())
    return False


async def _freeze_numbers(_: Settings) -> bool:
    await numbers.freeze(clock.now())
    return False


async def _export_open_data(_: Settings) -> bool:
    await open_data.export(clock.now())
    return False


JOBS = (
    Job("publish approved reviews", 2.0, _publish_reviews),
    Job("expire unconfirmed reviews and drafts", HOUR, _forget_reviews),
    Job("ask about late feedback, and end what is over", MINUTE, _keep_late_feedback),
    Job("look at reviews that wait for their check", 5.0, _look_at_reviews),
    Job("forget old signals", HOUR, _forget_signals),
    Job("keep the deadlines of cases", MINUTE, _keep_deadlines),
    Job("forget what old cases and decisions held", HOUR, _forget_cases),
    Job("destroy evidence whose day has come", HOUR, _destroy_evidence),
    Job("look at the domains of claims", 5.0, _look_at_claims),
    Job("look again at domains that prove agencies", HOUR, _look_at_proofs),
    Job("forget old claims and invitations", HOUR, _forget_claims),
    Job("forget keys of programs that are over", HOUR, _forget_tokens),
    Job("tell agencies' addresses what happened", 2.0, _deliver_webhooks),
    Job("forget what agencies' addresses were told", HOUR, _forget_webhooks),
    Job("renew the codes of invitations", HOUR, _renew_codes),
    Job("forget whom agencies invited", HOUR, _forget_mailings),
    Job("move the scores to the new day", 10 * MINUTE, _nightly_scores),
    Job("freeze the ranking of a quarter", 10 * MINUTE, _freeze_rankings),
    Job("freeze the numbers of the quarter", HOUR, _freeze_numbers),
    Job("export open data", 5 * MINUTE, _export_open_data),
    Job("write mails with figures", 10 * MINUTE, _mail_figures),
    Job("send mails", 2.0, _send_mails),
    Job("seal the audit log", 5.0, _seal_audit_log),
    Job("destroy the network keys of past days", MINUTE, _destroy_day_keys),
    Job("forget rate limits", 10 * MINUTE, _forget_hits),
    Job("forget sessions and links that are over", HOUR, _forget_sessions),
    Job("forget sent mails", HOUR, _forget_mails),
)
