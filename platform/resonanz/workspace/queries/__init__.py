"""Every SQL statement of the desk."""
