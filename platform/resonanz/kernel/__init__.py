"""What every subject stands on: settings, database, clock, languages, templates, events."""
