"""The outer layer: requests, sessions' cookies, CSRF, CSP, rate limits, errors."""
