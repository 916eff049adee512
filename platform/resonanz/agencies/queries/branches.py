"""Statements about branches."""

from dataclasses import dataclass

from resonanz.kernel import db

from ..tables import Branch as BranchTable


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of an agency; `place` is "" where none was named."""

    id: int
    public_id: str
    name: str
    place: str

    @property
    def label(self) -> str:
        """How it is listed."""
        return f"{self.name}, {self.place}" if self.place else self.name


async def of_agency(agency_id: int) -> list[Branch]:
    """An agency's branches, by name."""
    rows = await db.rows(
        "SELECT id, public_id, name, place FROM branch WHERE agency_id = {} ORDER BY name, id",
        agency_id,
    )
    return [Branch(**row) for row in rows]


async def insert(agency_id: int, public_id: str, name: str, place: str) -> None:
    """Add a branch."""
    await BranchTable.insert(
        BranchTable(public_id=public_id, agency_id=agency_id, name=name, place=place)
    ).run()


async def update(branch_id: int, name: str, place: str) -> None:
    """Give a branch another name and place."""
    await (
        BranchTable.update({BranchTable.name: name, BranchTable.place: place})
        .where(BranchTable.id == branch_id)
        .run()
    )


async def delete(branch_id: int) -> None:
    """Remove a branch; its reviews stay with the agency."""
    await BranchTable.delete().where(BranchTable.id == branch_id).run()


async def in_use(branch_id: int) -> bool:
    """Whether a member answers for this branch alone, or somebody is asked to."""
    row = await db.row(
        "SELECT 1 FROM agency_member WHERE branch_id = {} "
        "UNION ALL SELECT 1 FROM agency_invitation WHERE branch_id = {} LIMIT 1",
        branch_id,
        branch_id,
    )
    return row is not None
