"""Which badges there are."""

from typing import Final

SIZES: Final = {"s": (260, 56), "m": (260, 104), "l": (360, 144)}
"""Width and height in CSS pixels; no text is set below 11."""

THEMES: Final = ("light", "dark")
