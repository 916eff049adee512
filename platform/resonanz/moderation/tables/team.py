"""Tables of the moderators' own things (migration m0082)."""

from piccolo.columns import BigInt, BigSerial, Boolean, Text, Timestamptz
from piccolo.table import Table


class ModeratorLanguage(Table, tablename="moderator_language"):
    """A language that a moderator reads; one without any row reads all."""

    account_id = BigInt(primary_key=True)
    language = Text()


class TextBlock(Table, tablename="text_block"):
    """A text block of the team, or its wording of one that ships."""

    id = BigSerial(primary_key=True)
    key = Text()
    purpose = Text()
    title = Text()
    text_de = Text()
    text_en = Text()
    text_es = Text()
    hidden = Boolean()
    changed_by = BigInt(null=True, default=None)
    changed_at = Timestamptz()


class TeamNote(Table, tablename="team_note"):
    """What moderators say among themselves about a review and its proofs."""

    id = BigSerial(primary_key=True)
    review_id = BigInt()
    account_id = BigInt(null=True, default=None)
    text = Text()
    created_at = Timestamptz()
