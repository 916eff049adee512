"""The public site: search, lists, profiles."""
