"""Agencies, their names and places."""
