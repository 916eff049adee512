"""Tables of agencies; keys, constraints and indexes are in the migrations.

Piccolo knows keys of one column: agency_member, whose key has two, is read by raw SQL alone.
"""

from piccolo.columns import (
    BigInt,
    BigSerial,
    Boolean,
    Date,
    DoublePrecision,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
)
from piccolo.table import Table


class Agency(Table, tablename="agency"):
    """A recruitment agency: listed, proposed by a candidate, or refused.

    With `taken_down_at` it was listed until its owner objected (GDPR Art. 21); with `joined_id` a
    proposed one turned out to be that agency.
    """

    id = BigSerial(primary_key=True)
    public_id = Text(default="")
    slug = Text(default="")
    name = Text(default="")
    name_key = Text(default="")
    kind = Text(default="mixed")
    state = Text(default="listed")
    country = Text(default="")
    city = Text(null=True, default=None)
    postcode = Text(null=True, default=None)
    region = Text(null=True, default=None)
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    website = Text(null=True, default=None)
    sources = Text(default="[]")
    claimed_at = Timestamptz(null=True, default=None)
    created_at = Timestamptz()
    revision = BigInt(default=0)
    acted_at = Timestamptz(null=True, default=None)
    taken_down_at = Timestamptz(null=True, default=None)
    joined_id = BigInt(null=True, default=None)


class AgencyName(Table, tablename="agency_name"):
    """A name an agency is found by; `folded` is what the search index holds of it."""

    id = BigSerial(primary_key=True)
    agency_id = BigInt()
    name = Text(default="")
    kind = Text(default="name")
    folded = Text(default="")


class AgencySlug(Table, tablename="agency_slug"):
    """A slug an agency had before it was renamed; the key is the slug."""

    slug = Text(primary_key=True)
    agency_id = BigInt()


class AgencyPlace(Table, tablename="agency_place"):
    """The seat, a branch, or a place where the agency advertised jobs."""

    id = BigSerial(primary_key=True)
    agency_id = BigInt()
    place = Text(default="")
    country = Text(default="")
    postcode = Text(null=True, default=None)
    region = Text(null=True, default=None)
    latitude = DoublePrecision(null=True, default=None)
    longitude = DoublePrecision(null=True, default=None)
    basis = Text(default="")
    first_seen = Date(null=True, default=None)
    source = Text(default="")


class AgencyDistinct(Table, tablename="agency_distinct"):
    """Two agencies that a moderator called distinct; the key is both, the lower id first."""

    low_id = BigInt(primary_key=True)
    high_id = BigInt()
    account_id = BigInt(null=True, default=None)
    said_at = Timestamptz()


class AgencyMember(Table, tablename="agency_member"):
    """Who acts for an agency, or for one of its branches; the key is agency and account."""

    agency_id = BigInt(primary_key=True)
    account_id = BigInt()
    role = Text(default="responder")
    created_at = Timestamptz()
    branch_id = BigInt(null=True, default=None)


class Branch(Table, tablename="branch"):
    """A branch of an agency, as its owners named it."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    agency_id = BigInt()
    name = Text()
    place = Text(default="")


class AgencyInvitation(Table, tablename="agency_invitation"):
    """An address that was asked to act for an agency; gone once it is accepted."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    agency_id = BigInt()
    email = Text()
    role = Text()
    invited_at = Timestamptz()
    expires_at = Timestamptz()
    branch_id = BigInt(null=True, default=None)


class AgencyClaim(Table, tablename="agency_claim"):
    """Somebody who says to act for an agency, by which way, and what came of it.

    `succeeds`: the agency has owners, whom this one is to follow. `due_at` is the day of the
    owners while they are asked, then the moderator's.
    """

    id = BigSerial(primary_key=True)
    public_id = Text()
    agency_id = BigInt()
    account_id = BigInt()
    way = Text()
    state = Text()
    domain = Text(null=True, default=None)
    succeeds = Boolean(default=False)
    created_at = Timestamptz()
    proven_at = Timestamptz(null=True, default=None)
    due_at = Timestamptz(null=True, default=None)
    check_at = Timestamptz(null=True, default=None)
    checks = Integer(default=0)
    finding = Text(null=True, default=None)
    assigned_account_id = BigInt(null=True, default=None)
    assigned_until = Timestamptz(null=True, default=None)
    decided_at = Timestamptz(null=True, default=None)
    decided_by = BigInt(null=True, default=None)
    reason = Text(null=True, default=None)


class AgencyProof(Table, tablename="agency_proof"):
    """What an agency's claim rests on; a domain is looked at again at `check_at`."""

    agency_id = BigInt(primary_key=True)
    way = Text()
    domain = Text(null=True, default=None)
    challenge = Text(null=True, default=None)
    proven_at = Timestamptz()
    check_at = Timestamptz(null=True, default=None)
    failures = Integer(default=0)


class AgencyPledge(Table, tablename="agency_pledge"):
    """A version of an agency's pledge; at most one of an agency is in force."""

    id = BigSerial(primary_key=True)
    agency_id = BigInt()
    days = Integer()
    made_on = Date()
    ended_on = Date(null=True, default=None)
    ending = Text(null=True, default=None)


class AgencyProfile(Table, tablename="agency_profile"):
    """What an agency says of itself: `stated` is JSON by field; each edit raises the revision."""

    agency_id = BigInt(primary_key=True)
    revision = Integer()
    stated = Text()


class AgencyChange(Table, tablename="agency_change"):
    """A change of one field of a profile: public, waiting for its check, or taken back.

    `revision` is the profile's after it.
    """

    id = BigSerial(primary_key=True)
    public_id = Text()
    agency_id = BigInt()
    account_id = BigInt(null=True, default=None)
    revision = Integer()
    field = Text()
    before_value = Text()
    after_value = Text()
    state = Text()
    made_at = Timestamptz()
    decided_at = Timestamptz(null=True, default=None)
    message = Text(default="")


class InviteCode(Table, tablename="invite_code"):
    """A code by which an agency asks its candidates for a review; at most one is the present."""

    id = BigSerial(primary_key=True)
    agency_id = BigInt()
    code = Text()
    made_at = Timestamptz()
    last_on = Date()
    replaced_at = Timestamptz(null=True, default=None)
    ended_at = Timestamptz(null=True, default=None)
    leaked_from = Timestamptz(null=True, default=None)


class InviteCount(Table, tablename="invite_count"):
    """How many people an agency invited in a quarter; the key is agency and quarter."""

    agency_id = BigInt(primary_key=True)
    quarter = Date()
    entered = Integer(default=0)
    mailed = Integer(default=0)


class SiteRevision(Table, tablename="site_revision"):
    """One row: the number that rises with every public change."""

    id = SmallInt(primary_key=True)
    revision = BigInt(default=0)
