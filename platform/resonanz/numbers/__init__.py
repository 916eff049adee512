"""The numbers: how agencies answered in each quarter, frozen, to be cited."""
