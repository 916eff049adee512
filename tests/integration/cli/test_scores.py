"""`resonanz scores recompute`: the stored values hold to the last digit."""

from .conftest import Run


def test_an_empty_site_has_nothing_to_recompute(resonanz: Run) -> None:
    resonanz("migrate")
    ran = resonanz("scores", "recompute")
    assert (ran.returncode, ran.stdout) == (0, "0 agencies recomputed, 0 differed.\n")
