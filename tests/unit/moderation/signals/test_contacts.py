"""Contact data is pointed out for a human (TRUST 8), also in disguise; dates and sums are not."""

import pytest

from resonanz.moderation.domain.signals import contacts_in


def kinds(text: str) -> dict[str, list[str]]:
    return {
        signal.kind: [text[span.start : span.end] for span in signal.spans]
        for signal in contacts_in(text)
    }


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Schreiben Sie an max.muster@firma-x.de!", "email", "max.muster@firma-x.de"),
        ("muster at firma punkt de", "email", "muster at firma punkt de"),
        ("muster (at) firma.de", "email", "muster (at) firma.de"),
        ("name[at]mail[dot]com", "email", "name[at]mail[dot]com"),
        ("nombre arroba empresa punto es", "email", "nombre arroba empresa punto es"),
        ("Tel. 0171 2345678, abends", "phone", "0171 2345678"),
        ("unter +49 (0)30 123 45 67", "phone", "+49 (0)30 123 45 67"),
        ("Wien: 01/234 56 78", "phone", "01/234 56 78"),
        ("Zürich: 044 668 18 00", "phone", "044 668 18 00"),
        ("+41 44 668 18 00", "phone", "+41 44 668 18 00"),
        ("llame al 612 345 678", "phone", "612 345 678"),
        ("llame al 91 123 45 67", None, ""),
        ("+34 91 123 45 67", "phone", "+34 91 123 45 67"),
        ("call 020 7946 0958", "phone", "020 7946 0958"),
        ("07700 900123", "phone", "07700 900123"),
        (
            "null eins sieben eins zwei drei vier fünf",
            "phone",
            "null eins sieben eins zwei drei vier fünf",
        ),
        ("IBAN DE89 3704 0044 0532 0130 00", "iban", "DE89 3704 0044 0532 0130 00"),
        ("siehe https://example.org/x?y=1", "link", "https://example.org/x?y=1"),
        ("auf www.example.org", "link", "www.example.org"),
        ("auf beispiel-agentur.de steht", "link", "beispiel-agentur.de"),
        ("Instagram: muster_frau", "handle", "Instagram: muster_frau"),
        ("melde dich bei @muster_frau", "handle", "@muster_frau"),
        ("in der Beispielstraße 12", "address", "Beispielstraße 12"),
        ("at 12 Baker Street", "address", "12 Baker Street"),
        ("en la Calle de Alcalá 45", "address", "Calle de Alcalá 45"),
    ],
)
def test_contact_data_is_pointed_out(text: str, kind: str | None, found: str) -> None:
    assert kinds(text) == ({kind: [found]} if kind else {})


@pytest.mark.parametrize(
    "text",
    [
        "Am 12.05.2024 und am 03/04/2024 um 14:30 Uhr.",
        "Von 2019-2024, Gehalt 45.000 bis 52.000 Euro, 2.500,00 €.",
        "38,5 Stunden, 100 %, 5 000 000 Bewerbungen, Stelle 4711.",
        "I applied at the office. They rang 3 times in 14 days.",
        "Sie schrieben per WhatsApp und Telegram, auf Xing und LinkedIn.",
        "z.B. usw. d.h. etc.pp. Das war's.Es kam nichts.",
        "Referencia 12345, 600 euros, del 1/2/2023 al 3/4/2023.",
        "DE12 3456 7890 1234 5678 90",
        "one two three, three two one",
    ],
)
def test_dates_sums_and_services_are_no_contact_data(text: str) -> None:
    assert kinds(text) == {}
