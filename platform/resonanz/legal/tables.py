"""What was announced."""

from piccolo.columns import Date, Integer
from piccolo.table import Table


class TermsAnnouncement(Table, tablename="terms_announcement"):
    """A version of the terms of which the members of agencies were told, and how many."""

    version = Integer(primary_key=True)
    announced_on = Date()
    members = Integer()
