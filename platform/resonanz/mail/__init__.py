"""Outbox and transport of mails."""
