"""Domain errors; `resonanz.web.errors` turns each into HTTP once."""


class ResonanzError(Exception):
    """Base of all errors that a rule of the product raises on purpose."""


class NotFoundError(ResonanzError):
    """The thing does not exist, or the asker may not know that it does (404)."""


class GoneError(ResonanzError):
    """The thing was there and is not any more, on purpose (410)."""


class ForbiddenError(ResonanzError):
    """The asker is known and may not do this (403)."""


class ConflictError(ResonanzError):
    """The thing changed meanwhile, or its state forbids the act (409)."""


class TooManyRequestsError(ResonanzError):
    """A rate limit is used up (429).

    `retry_after` is in seconds.
    """

    def __init__(self, intent: str, retry_after: int) -> None:
        super().__init__(intent)
        self.intent = intent
        self.retry_after = retry_after


class SettingsError(ResonanzError):
    """A setting is missing or wrong; the message names it and says how to mend it."""
