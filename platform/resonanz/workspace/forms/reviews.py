"""Which reviews the desk lists."""

from collections.abc import Mapping, Sequence

from resonanz.kernel.fields import Fields
from resonanz.reviews.service import Choice
from resonanz.scoring.domain.ledger import Stage


def read_choice(query: Mapping[str, Sequence[str]]) -> Choice:
    """Read the filters of an address; what is not understood filters nothing."""
    fields = Fields(query)
    stage = fields.choice("stage", [one.value for one in Stage], required=False)
    return Choice(
        stars=fields.whole("stars", least=1, most=5, required=False),
        stage=Stage(stage) if stage else None,
        unanswered=fields.flag("unanswered"),
        branch=fields.text("branch", required=False, most=40),
    )
