"""Tables of documents that claim an agency."""

from piccolo.columns import BigInt, BigSerial, Bytea, Integer, Text, Timestamptz
from piccolo.table import Table


class ClaimDocument(Table, tablename="claim_document"):
    """A document that shows for whom somebody acts; gone once the claim ends."""

    id = BigSerial(primary_key=True)
    public_id = Text()
    claim_id = BigInt()
    key_sealed = Bytea()
    uploaded_at = Timestamptz()


class ClaimPage(Table, tablename="claim_page"):
    """A page as an image, sealed with its document's key; the key is document and number."""

    document_id = BigInt(primary_key=True)
    number = Integer()
    sealed = Bytea()
    width = Integer()
    height = Integer()
