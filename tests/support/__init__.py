"""What the fixtures need, apart from the fixtures."""
