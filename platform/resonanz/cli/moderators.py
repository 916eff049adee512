"""`resonanz moderators`: who may decide."""

from typing import cast

import rich_click as click
from email_validator import EmailNotValidError, validate_email

from resonanz.accounts import service
from resonanz.accounts.domain import Role
from resonanz.kernel.i18n import LANGUAGES, Language

from .console import out
from .site import opened, run


@click.group()
def moderators() -> None:
    """Give and take the moderators' rights."""


@moderators.command("add")
@click.argument("email")
@click.option("--language", type=click.Choice(LANGUAGES), default="de", show_default=True)
@click.option("--admin", is_flag=True, help="Also give the rights of an administrator.")
def add(email: str, language: str, admin: bool) -> None:
    """Invite EMAIL as a moderator by mail; the link lets them set password and second factor."""
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as error:
        raise click.BadParameter(str(error), param_hint="EMAIL") from None
    roles: tuple[Role, ...] = ("moderator", "admin") if admin else ("moderator",)
    new = [role for role in roles if run(_grant(email, role, cast(Language, language)))]
    out.print(f"Invited as {' and '.join(new)}." if new else "Had these rights; invited again.")


async def _grant(email: str, role: Role, language: Language) -> bool:
    async with opened():
        return await service.grant_role(email, role, language)


@moderators.command("remove")
@click.argument("email")
def remove(email: str) -> None:
    """Take the rights of moderator and administrator from EMAIL, at once."""
    roles: tuple[Role, ...] = ("moderator", "admin")
    if not all(run(_revoke(email, role)) for role in roles):
        raise click.ClickException("There is no such account.")
    out.print("Removed.")


async def _revoke(email: str, role: Role) -> bool:
    async with opened():
        return await service.revoke_role(email, role)
