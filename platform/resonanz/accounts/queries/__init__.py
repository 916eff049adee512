"""Statements of accounts: people, sessions, mailed links."""
