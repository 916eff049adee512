"""Settings come from the environment, and say what is wrong with them."""

from pathlib import Path

import pytest

from resonanz.kernel.errors import SettingsError
from resonanz.kernel.settings import from_environment

PRODUCTION = {
    "RESONANZ_SECRET_KEY": "0123456789" * 4,
    "RESONANZ_BASE_URL": "https://resonanz.example",
    "RESONANZ_SMTP_URL": "smtp://mail.example:587",
    "RESONANZ_MAIL_FROM": "Resonanz <noreply@resonanz.example>",
    "RESONANZ_CONTACT_EMAIL": "contact@resonanz.example",
    "RESONANZ_OPERATOR_NAME": "Resonanz Betrieb GmbH",
    "RESONANZ_OPERATOR_ADDRESS": "Hauptstraße 1, 10115 Berlin",
    "RESONANZ_OPERATOR_COUNTRY": "DE",
    "RESONANZ_OPERATOR_REPRESENTED_BY": "none",
    "RESONANZ_OPERATOR_PHONE": "+49 30 1234567",
    "RESONANZ_OPERATOR_REGISTER": "none",
    "RESONANZ_OPERATOR_VAT_ID": "none",
    "RESONANZ_EDITOR": "Erika Redaktion, Hauptstraße 1, 10115 Berlin",
    "RESONANZ_CONTACT_LANGUAGES": "de, en",
    "RESONANZ_PRIVACY_CONTACT": "none",
    "RESONANZ_PRIVACY_AUTHORITY": "Aufsicht, Platz 1, 10115 Berlin",
    "RESONANZ_PROCESSORS": "Hosting: Rechner GmbH, Berlin",
    "RESONANZ_ACCESSIBILITY_AUTHORITY": "Marktüberwachung, Weg 3, 10115 Berlin",
}


def test_production_is_the_default_and_complete_settings_pass() -> None:
    settings = from_environment(PRODUCTION)
    assert settings.mode == "production"
    assert settings.secure_cookies


@pytest.mark.parametrize("name", sorted(PRODUCTION))
def test_production_names_what_is_missing(name: str) -> None:
    environ = {key: value for key, value in PRODUCTION.items() if key != name}
    with pytest.raises(SettingsError, match=f"^{name}: "):
        from_environment(environ)


def test_production_names_all_that_the_legal_pages_lack_at_once() -> None:
    environ = {key: "" if "OPERATOR" in key else value for key, value in PRODUCTION.items()}
    with pytest.raises(SettingsError) as raised:
        from_environment(environ)
    for name in PRODUCTION:
        assert (name in str(raised.value)) == ("OPERATOR" in name)


def test_an_operator_outside_the_union_needs_a_representative_in_it() -> None:
    """DSA 13."""
    environ = {**PRODUCTION, "RESONANZ_OPERATOR_COUNTRY": "CH"}
    with pytest.raises(SettingsError, match="RESONANZ_EU_REPRESENTATIVE"):
        from_environment(environ)
    environ["RESONANZ_EU_REPRESENTATIVE"] = "Vera Vertreterin, Berlin"
    assert from_environment(environ).outside_europe()


def test_limits_cannot_be_lifted_in_production() -> None:
    with pytest.raises(SettingsError, match="RESONANZ_RATE_LIMITS"):
        from_environment({**PRODUCTION, "RESONANZ_RATE_LIMITS": "off"})
    assert not from_environment(
        {"RESONANZ_MODE": "demo", "RESONANZ_RATE_LIMITS": "off"}
    ).rate_limits


def test_limits_cannot_be_made_meaningless_in_production() -> None:
    with pytest.raises(SettingsError, match="RESONANZ_RATE_LIMIT_FACTOR"):
        from_environment({**PRODUCTION, "RESONANZ_RATE_LIMIT_FACTOR": "1000000"})
    raised = from_environment({**PRODUCTION, "RESONANZ_RATE_LIMIT_FACTOR": "10"})
    assert raised.rate_limit_factor == 10


def test_the_development_key_does_not_pass_in_production() -> None:
    key = from_environment({"RESONANZ_MODE": "development"}).secret_key
    with pytest.raises(SettingsError, match="RESONANZ_SECRET_KEY"):
        from_environment({**PRODUCTION, "RESONANZ_SECRET_KEY": key})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODE", "test"),
        ("WORKERS", "two"),
        ("WORKERS", "0"),
        ("RATE_LIMITS", "maybe"),
        ("RATE_LIMIT_FACTOR", "-1"),
        ("RATE_LIMIT_FACTOR", "nan"),
        ("RATE_LIMIT_FACTOR", "inf"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "postgresql://user:secret@localhost:port/x"),
        ("REDIS_URL", "http://localhost"),
        ("SMTP_URL", "http://localhost"),
        ("SMTP_URL", "smtp://user:secret@localhost:port"),
        ("MAIL_FROM", "nobody"),
        ("CONTACT_EMAIL", "nobody"),
        ("HOLIDAYS", "XX"),
        ("HOLIDAYS", "DE-QQ"),
        ("HOLIDAYS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "https://a.example"),
        ("BASE_URL", "http://localhost/"),
        ("BASE_URL", "http://localhost/folder"),
        ("BASE_URL", "http://localhost:port"),
        ("BASE_URL", "http://user:secret@localhost"),
        ("LOG_LEVEL", "loud"),
        ("OPERATOR_COUNTRY", "Germany"),
        ("CONTACT_LANGUAGES", "de,xx"),
        ("NO_SUCH_THING", "1"),
    ],
)
def test_wrong_values_and_unknown_names_fail_by_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"RESONANZ_{name}") as raised:
        from_environment({"RESONANZ_MODE": "development", f"RESONANZ_{name}": value})
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize("code", ["AT", "DE-BE", "GB"])
def test_holidays_are_of_a_country_or_a_part_of_it(code: str) -> None:
    environ = {"RESONANZ_MODE": "development", "RESONANZ_HOLIDAYS": code}
    assert from_environment(environ).holidays == code


def test_secrets_can_be_read_from_files_and_nothing_else_can(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("9876543210" * 4 + "\n")
    environ = {k: v for k, v in PRODUCTION.items() if k != "RESONANZ_SECRET_KEY"}
    environ["RESONANZ_SECRET_KEY_FILE"] = str(file)
    assert from_environment(environ).secret_key == "9876543210" * 4

    with pytest.raises(SettingsError, match="both set"):
        from_environment({**PRODUCTION, "RESONANZ_SECRET_KEY_FILE": str(file)})
    with pytest.raises(SettingsError, match="cannot be read"):
        from_environment({**environ, "RESONANZ_SECRET_KEY_FILE": str(tmp_path / "absent")})
    file.write_bytes(b"\xff\xfe" * 20)
    with pytest.raises(SettingsError, match=r"RESONANZ_SECRET_KEY_FILE: .* is not text"):
        from_environment(environ)
    with pytest.raises(SettingsError, match="only secrets"):
        from_environment({**PRODUCTION, "RESONANZ_MODE_FILE": str(file)})


def test_lists_are_separated_by_commas() -> None:
    environ = {"RESONANZ_MODE": "development", "RESONANZ_ALLOWED_HOSTS": "a.example, b.example,"}
    assert from_environment(environ).allowed_hosts == ("a.example", "b.example")
