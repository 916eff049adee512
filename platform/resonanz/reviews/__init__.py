"""Authors, drafts, the ledger, publishing."""
