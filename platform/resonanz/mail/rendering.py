"""From an outbox row to a letter, in the mail's language."""

from collections.abc import Mapping
from dataclasses import dataclass

from resonanz.kernel import i18n, templates
from resonanz.kernel.i18n import Language
from resonanz.kernel.settings import Settings

from .domain import Letter


@dataclass(frozen=True, slots=True)
class MailSite:
    """What every mail may say about the site."""

    name: str
    base_url: str
    contact_email: str

    def url(self, path: str) -> str:
        """The absolute address of a page in the mail's language."""
        return self.base_url + templates.link(path)


def render(
    settings: Settings,
    key: str,
    kind: str,
    to: str,
    language: Language,
    context: Mapping[str, str | int],
) -> Letter:
    """Render the three templates of a kind; the subject becomes one line."""
    site = MailSite(settings.site_name, settings.base_url, settings.contact_email)
    folder = f"mails/{kind}/"
    with i18n.use_language(language):
        subject = templates.render(folder + "subject.txt", site=site, **context)
        return Letter(
            key=key,
            to=to,
            language=language,
            subject=" ".join(subject.split()),
            text=templates.render(folder + "body.txt", site=site, **context).strip() + "\n",
            html=templates.render(folder + "body.html", site=site, **context),
            unsubscribe=site.url(str(context["unsubscribe"])) if "unsubscribe" in context else "",
        )
