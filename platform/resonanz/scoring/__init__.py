"""The formula, rated reviews, stored scores."""
