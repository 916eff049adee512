"""Reads of the public site, across subjects, by plain SELECT."""
