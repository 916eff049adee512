"""Imprint, points of contact, terms, privacy notice, accessibility statement."""
