"""Forms of moderation."""

from .checks import FAULTS, DecisionInput, inserted, read_decision, read_ticks, typed_of

__all__ = ["FAULTS", "DecisionInput", "inserted", "read_decision", "read_ticks", "typed_of"]
