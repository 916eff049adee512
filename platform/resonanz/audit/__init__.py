"""Append-only, hash-chained log."""
