"""What a desk page shows."""
