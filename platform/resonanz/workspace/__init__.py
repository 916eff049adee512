"""The agency's desk: claim, members, profile, replies, late feedback, pledge, figures, badge."""
