"""Open data: ratings, facts and scores for everybody, every night."""
