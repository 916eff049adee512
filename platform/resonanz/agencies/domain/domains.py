"""Which internet domains can prove an agency (TRUST 21)."""

from collections.abc import Container
from enum import StrEnum
from typing import Final

FREE_MAIL: Final = frozenset(
    {
        *("gmail.com", "googlemail.com", "gmx.de", "gmx.net", "gmx.at", "gmx.ch", "gmx.com"),
        *("gmx.eu", "gmx.org", "gmx.info", "gmx.es", "gmx.co.uk", "web.de", "email.de"),
        *("t-online.de", "magenta.de", "freenet.de", "arcor.de", "vodafone.de", "vodafonemail.de"),
        *("1und1.de", "online.de", "kabelmail.de", "unitybox.de", "o2mail.de", "o2online.de"),
        *("mail.de", "posteo.de", "posteo.net", "mailbox.org", "tutanota.com", "tutanota.de"),
        *("tutamail.com", "tuta.io", "tuta.com", "proton.me", "protonmail.com", "protonmail.ch"),
        *("pm.me", "outlook.com", "outlook.de", "outlook.es", "outlook.at", "hotmail.com"),
        *("hotmail.de", "hotmail.es", "hotmail.co.uk", "hotmail.fr", "hotmail.it", "live.com"),
        *("live.de", "live.co.uk", "live.at", "msn.com", "yahoo.com", "yahoo.de", "yahoo.es"),
        *("yahoo.co.uk", "yahoo.at", "yahoo.fr", "yahoo.it", "ymail.com", "rocketmail.com"),
        *("icloud.com", "me.com", "mac.com", "aol.com", "aol.de", "aim.com", "mail.com"),
        *("email.com", "usa.com", "europe.com", "zoho.com", "zohomail.eu", "fastmail.com"),
        *("fastmail.fm", "hushmail.com", "hey.com", "duck.com", "yandex.com", "yandex.ru"),
        *("mail.ru", "bk.ru", "inbox.ru", "list.ru", "rambler.ru", "qq.com", "163.com", "126.com"),
        *("bluewin.ch", "hispeed.ch", "sunrise.ch", "swissonline.ch", "hin.ch", "a1.net"),
        *("aon.at", "chello.at", "kabsi.at", "utanet.at", "inode.at", "adon.li", "supra.net"),
        *("telefonica.net", "terra.es", "ya.com", "ono.com", "movistar.es", "orange.es"),
        *("jazztel.es", "btinternet.com", "btopenworld.com", "sky.com", "talktalk.net"),
        *("virginmedia.com", "ntlworld.com", "blueyonder.co.uk", "tiscali.co.uk", "orange.fr"),
        *("free.fr", "wanadoo.fr", "wanadoo.es", "laposte.net", "sfr.fr", "libero.it", "wp.pl"),
        *("o2.pl", "onet.pl", "interia.pl", "seznam.cz", "abv.bg", "ukr.net", "rediffmail.com"),
    }
)
"""Where anybody gets an address."""

SHARED_HOSTS: Final = frozenset(
    {
        *("facebook.com", "instagram.com", "linkedin.com", "xing.com", "x.com", "twitter.com"),
        *("youtube.com", "tiktok.com", "kununu.com", "indeed.com", "stepstone.de", "google.com"),
        *("business.site", "linktr.ee", "linkedin.de", "meinestadt.de", "gelbeseiten.de"),
        *("dasoertliche.de", "11880.com", "wlw.de", "firmenabc.at", "herold.at", "local.ch"),
        *("paginasamarillas.es", "yell.com", "jimdo.com", "jimdofree.com", "jimdosite.com"),
        *("wix.com", "wordpress.com", "weebly.com", "squarespace.com", "webnode.com"),
        *("webnode.de", "webnode.at", "webnode.es", "godaddysites.com", "site123.me"),
        *("strikingly.com", "mystrikingly.com", "hpage.com", "beepworld.de", "de.tl", "npage.de"),
        *("homepage-baukasten.de", "page4.com", "ionos.space", "strato.site", "tumblr.com"),
        *("medium.com", "notion.so", "about.me", "mozello.com", "ucraft.net", "durable.co"),
    }
)
"""Whose pages belong to many; those of the public suffix list's private part count as well."""


class Refusal(StrEnum):
    """Why a domain proves nothing."""

    NO_WEBSITE = "no_website"
    SHARED = "shared"
    FREE_MAIL = "free_mail"
    OTHER_DOMAIN = "other_domain"


def domain_refusal(
    registrable: str | None, *, private: bool, disposable: Container[str] = ()
) -> Refusal | None:
    """Why the domain of a website belongs to more people than the agency; None if it does not.

    `private` says that people register names below it, as with site builders.
    """
    if registrable is None or private or registrable in SHARED_HOSTS:
        return Refusal.SHARED
    if registrable in FREE_MAIL or registrable in disposable:
        return Refusal.FREE_MAIL
    return None


def mail_refusal(
    registrable: str | None, own: str, *, disposable: Container[str] = ()
) -> Refusal | None:
    """Why an address below a registrable domain does not prove the agency's `own` one."""
    if registrable == own:
        return None
    if registrable in FREE_MAIL or registrable in disposable:
        return Refusal.FREE_MAIL
    return Refusal.OTHER_DOMAIN
