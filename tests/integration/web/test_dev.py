"""The demo shows the codes of its own accounts, and of nobody else."""

import httpx

from resonanz.accounts.service.demo import create_account
from resonanz.kernel.settings import Settings

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


async def test_codes_of_demo_accounts_only(client: httpx.AsyncClient, settings: Settings) -> None:
    for email in ("mira@demo.example", "otto@example.org"):
        await create_account(settings, email, "a long enough secret", "de", None, SECRET)
    text = (await client.get("/dev/mail")).text
    assert 'data-code="mira@demo.example"' in text
    assert "otto" not in text
