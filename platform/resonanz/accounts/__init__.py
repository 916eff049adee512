"""Sign-up, sign-in, sessions, second factor, roles."""
