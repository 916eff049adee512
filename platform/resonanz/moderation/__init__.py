"""Queue, decisions, statements of reasons."""
