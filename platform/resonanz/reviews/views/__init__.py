"""Views of reviews and of the review form."""
