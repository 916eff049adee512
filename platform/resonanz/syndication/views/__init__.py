"""Entries, embeds and pictures."""
