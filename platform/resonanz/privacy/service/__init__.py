"""Use cases of privacy."""

from .erasure import BeforeErasure, before_erasure, erase
from .export import export
from .rules import AREAS, RULES, Rule

__all__ = ["AREAS", "RULES", "BeforeErasure", "Rule", "before_erasure", "erase", "export"]
