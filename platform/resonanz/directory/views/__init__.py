"""What the public site's templates show."""
