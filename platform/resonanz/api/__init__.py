"""What machines read: the public JSON interface and that of agencies."""
