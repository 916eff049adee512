"""The demo world: invented agencies and reviews, made by seed."""
