"""Numbers in registers: right ones in their one form, wrong ones with what does not fit."""

import pytest
from django.core.exceptions import ValidationError

from ponte.core import identifiers, places


@pytest.mark.parametrize("code", sorted(identifiers.registers()))
def test_the_example_of_every_register_is_a_right_number_in_its_one_form(code: str) -> None:
    row = identifiers.registers()[code]
    assert identifiers.clean(code, row.example) == row.example
    assert not row.country or row.country in places.countries()
    assert row.page == "" or row.page.startswith("https://")


@pytest.mark.parametrize(
    ("scheme", "typed", "kept"),
    [
        ("IT-CF", " rccmnl83s18d969h ", "RCCMNL83S18D969H"),
        ("IT-CF", "IT-CF-800 784 105 88", "80078410588"),
        ("IT-PIVA", "IT 00743110157", "00743110157"),
        ("GB-CHC", "1 090 095", "1090095"),
        ("GB-SC", "sc025693", "SC025693"),
        ("GB-NIC", "NIC100002", "100002"),
        ("BE-BCE_KBO", "BE 0521.749.439", "0521749439"),
        ("FR-RNA", "w751 000 123", "W751000123"),
        ("DE-CR", "VR 12345 B", "VR12345B"),
        ("UA-EDR", "٣٨٤٢٢٩٤٨", "38422948"),
        ("XI-IATI", "xm-dac-47066", "XM-DAC-47066"),
        ("OTHER", " no. 12/b ", "NO. 12/B"),
    ],
)
def test_however_it_is_written_a_number_is_kept_in_one_form(scheme: str, typed: str, kept: str) -> None:
    assert identifiers.clean(scheme, typed) == kept
    assert identifiers.clean(scheme, kept) == kept


@pytest.mark.parametrize(
    ("scheme", "typed", "said"),
    [
        ("IT-CF", "80078410589", "a digit may be mistyped"),
        ("IT-CF", "RCCMNL83S18D969K", "The last letter does not fit"),
        ("IT-CF", "RCCMNL83S18D96", "too long or too short. A right one looks like 80078410588"),
        ("IT-CF", "1CCMNL83S18D969H", "does not have the right form"),
        ("ES-NIF", "54362315K", "does not"),  # a person, not a body
        ("GB-CHC", "12", "looks like 1090095"),
        ("IT-CF", " \u200e ", "Write the number"),
        ("OTHER", "9" * 61, "too long"),
        ("IT-XX", "1", "is not a register we know"),
    ],
)
def test_what_does_not_fit_is_told_with_what_to_do(scheme: str, typed: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        identifiers.clean(scheme, typed)


def test_only_the_long_italian_tax_code_is_one_of_a_person() -> None:
    assert identifiers.is_of_a_person("IT-CF", "RCCMNL83S18D969H")
    assert not identifiers.is_of_a_person("IT-CF", "80078410588")


def test_registers_are_found_by_what_people_call_them() -> None:
    names = (
        "RUNTS",
        "runts (registro unico nazionale del terzo settore)",
        "codice fiscale",
        "GB-CHC",
        "ninea",
    )
    assert [identifiers.by_name(name) for name in names] == [
        "IT-RUNTS",
        "IT-RUNTS",
        "IT-CF",
        "GB-CHC",
        "SN-NINEA",
    ]
    assert identifiers.by_name("Register of the city") == ""


@pytest.mark.django_db
def test_the_countries_of_the_office_come_first_and_another_register_last() -> None:
    groups = identifiers.choices("en", first=["SEN", "ITA"])
    assert [label for label, _rows in groups][:2] == ["Senegal", "Italy"]
    assert groups[-1][1][-1] == ("OTHER", "Another register")
    listed = {code for _label, rows in groups for code, _name in rows}
    assert listed == {*identifiers.registers(), "OTHER"}


def test_an_entry_is_linked_where_the_register_has_a_page_for_it() -> None:
    assert identifiers.page_of("NO-BRC", "988077917").endswith("/988077917")
    assert identifiers.page_of("IT-CF", "80078410588") == ""
    assert identifiers.page_of("OTHER", "1") == ""
