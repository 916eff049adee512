"""The rules of scoring: pure functions and frozen values, the as-of day passed in."""
