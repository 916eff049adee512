"""How often a member wants the figures by mail."""

from collections.abc import Mapping, Sequence

from resonanz.kernel.fields import Fields

from ..domain.figures_mail import NEVER, Pace


def read_pace(form: Mapping[str, Sequence[str]]) -> tuple[bool, Pace | None]:
    """Whether something was chosen, and what; None is never."""
    chosen = Fields(form).choice("mail", [NEVER, *(pace.value for pace in Pace)])
    return chosen is not None, Pace(chosen) if chosen and chosen != NEVER else None
