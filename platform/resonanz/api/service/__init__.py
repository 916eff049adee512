"""Use cases of the interfaces: what there is to ask, and where the answers come from."""
