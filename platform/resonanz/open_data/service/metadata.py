"""What catalogues read about the data: DCAT-AP and schema.org."""

from typing import Any, Final

from resonanz.kernel import i18n, settings
from resonanz.kernel.i18n import LANGUAGES, gettext, lazy, use_language

from ..domain import Export

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
TITLE: Final = lazy("Bewertungen von Personaldienstleistern: Sterne, Fakten und Werte")
ABOUT: Final = lazy(
    "Wie Personaldienstleister sich nach Bewerbungen zurückmelden, von Kandidat:innen gemessen: "
    "Sterne nach acht Kriterien, Fakten je Stufe, Werte mit Spanne und Marktzahlen. Ohne Texte, "
    "ohne Autor:innen; keine repräsentative Umfrage."
)
MEDIA: Final = {
    ".csv": "text/csv",
    ".parquet": "application/vnd.apache.parquet",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
}
_EU: Final = "http://publications.europa.eu/resource/authority"
_FORMATS: Final = {".csv": "CSV", ".parquet": "PARQUET"}
_CODES: Final = {"de": "DEU", "en": "ENG", "es": "SPA"}


def address(export: Export, name: str) -> str:
    """The root-relative address of a file."""
    return f"/open-data/{export.name}/{name}"


def _ending(name: str) -> str:
    return name[name.rindex(".") :]


def _in_all(text: i18n.LazyText) -> list[dict[str, str]]:
    found = []
    for language in LANGUAGES:
        with use_language(language):
            found.append({"@language": language, "@value": str(text)})
    return found


def dcat(export: Export) -> dict[str, Any]:
    """A catalogue with the one dataset by DCAT-AP 3, as JSON-LD."""
    present = settings.current()
    base = present.base_url
    publisher = {
        "@type": "foaf:Organization",
        "foaf:name": present.operator_name or present.site_name,
        "foaf:homepage": {"@id": f"{base}/de/"},
    }
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": f"{base}/open-data/latest/dcat.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": present.site_name,
        "dct:description": _in_all(ABOUT),
        "dct:publisher": publisher,
        "dcat:dataset": _dataset(export) | {"dct:publisher": publisher},
    }


def _dataset(export: Export) -> dict[str, Any]:
    present = settings.current()
    base = present.base_url
    return {
        "@id": f"{base}/de/open-data",
        "@type": "dcat:Dataset",
        "dct:title": _in_all(TITLE),
        "dct:description": _in_all(ABOUT),
        "dct:identifier": f"{base}/open-data/{export.name}",
        "dct:issued": {"@type": "xsd:date", "@value": export.day.isoformat()},
        "dct:modified": {"@type": "xsd:dateTime", "@value": export.made_at.isoformat()},
        "dct:license": {"@id": LICENCE},
        "dct:accrualPeriodicity": {"@id": f"{_EU}/frequency/DAILY"},
        "dct:language": [{"@id": f"{_EU}/language/{code}"} for code in _CODES.values()],
        "dcat:theme": [{"@id": f"{_EU}/data-theme/{code}"} for code in ("ECON", "SOCI")],
        "dcat:landingPage": {"@id": f"{base}/de/open-data"},
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": present.operator_name or present.site_name,
            "vcard:hasEmail": {"@id": f"mailto:{present.contact_email}"},
        },
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dct:title": file.name,
                "dcat:accessURL": {"@id": f"{base}/de/open-data"},
                "dcat:downloadURL": {"@id": base + address(export, file.name)},
                "dcat:mediaType": {
                    "@id": "https://www.iana.org/assignments/media-types/"
                    + MEDIA[_ending(file.name)]
                },
                "dct:format": {"@id": f"{_EU}/file-type/{_FORMATS[_ending(file.name)]}"},
                "dct:license": {"@id": LICENCE},
                "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
                "spdx:checksum": {
                    "@type": "spdx:Checksum",
                    "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                    "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
                },
            }
            for file in export.files
            if _ending(file.name) in _FORMATS
        ],
    }


def schema_org(export: Export) -> dict[str, Any]:
    """The dataset as a schema.org thing, in the present language."""
    present = settings.current()
    base = present.base_url
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": str(TITLE),
        "description": str(ABOUT),
        "url": f"{base}/{i18n.current_language()}/open-data",
        "identifier": f"{base}/open-data/{export.name}",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "dateModified": export.made_at.isoformat(),
        "version": export.name,
        "inLanguage": i18n.current_language(),
        "keywords": [gettext("Personaldienstleister"), gettext("Feedback"), gettext("Bewerbung")],
        "creator": {"@type": "Organization", "name": present.operator_name or present.site_name},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "encodingFormat": MEDIA[_ending(file.name)],
                "contentSize": f"{file.size} B",
                "sha256": file.sha256,
                "contentUrl": base + address(export, file.name),
            }
            for file in export.files
            if _ending(file.name) in _FORMATS
        ],
    }
