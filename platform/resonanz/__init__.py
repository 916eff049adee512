"""Resonanz: which recruitment agency calls back?"""

__version__ = "0.1.0"
