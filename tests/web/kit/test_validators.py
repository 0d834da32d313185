from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from staffelstab.web.kit.validators import looks_like_personal_data, validate_no_personal_data


@pytest.mark.parametrize(
    "text",
    [
        "Bitte bei Frau Musterfrau melden",
        "Ansprechpartner: Herr Dr. Beispiel",
        "Termin mit Herrn Müller-Lüdenscheidt",
        "geb. 01.02.2001 in X",
        "Geburtsdatum: 1.2.2001",
        "born on 1 May 2001",
        "AZR-Nr. 123456789012",
        "AZR: 123456789",
        "BAMF-Az. 7654321-423",
        "Aktenzeichen 7654321 - 423",
        "Kundennummer: 123A456789",
    ],
)
def test_recognises_data_about_a_person(text: str) -> None:
    assert looks_like_personal_data(text)
    with pytest.raises(ValidationError, match="Person"):
        validate_no_personal_data(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Frauen und Männer von 18 bis 27 Jahren",
        "Sprechstunde montags 9 bis 12 Uhr, Telefon 0281 207-0",
        "Programm läuft vom 01.01.2020 bis 30.06.2023",
        "Die Fraunhofer-Gesellschaft berät",
        "Leitung des Kommunalen Integrationszentrums",
        "Förderung nach § 60a AufenthG, Bescheid der Ausländerbehörde",
        "46483 Wesel, Reeser Landstraße 31",
        "Das Aktenzeichen steht auf dem Bescheid",
    ],
)
def test_leaves_ordinary_texts_alone(text: str) -> None:
    assert looks_like_personal_data(text) == []
    validate_no_personal_data(text)
