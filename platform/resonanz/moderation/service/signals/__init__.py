"""Signals on reviews that wait for their check: made by the worker, shown to moderators."""

from .lexicon import ToneFigures, tone_figures
from .reading import (
    SignalFigures,
    StoredSignal,
    judge_signals,
    signal_figures,
    stored_signals,
    written_in,
)
from .remarking import forget_old, remark, remark_waiting
from .wording import text_signals

__all__ = [
    "SignalFigures",
    "StoredSignal",
    "ToneFigures",
    "forget_old",
    "judge_signals",
    "remark",
    "remark_waiting",
    "signal_figures",
    "stored_signals",
    "text_signals",
    "tone_figures",
    "written_in",
]
