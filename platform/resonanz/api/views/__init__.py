"""What the interfaces answer, and how they are described."""
