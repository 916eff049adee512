"""Rules of the desk: where an agency stands, which words recur, what changed, when to mail."""
