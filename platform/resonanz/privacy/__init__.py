"""What is kept and how long; everything about an account as one file; the end of an account."""
