"""Builds in both spellings, and their order."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.outside.build import Build

BUILDS = st.builds(
    Build, st.integers(0, 99), st.integers(0, 99), st.integers(0, 9999), st.integers(0, 999)
)


@pytest.mark.parametrize(
    ("text", "build"),
    [
        pytest.param("Version 15.2 (Build 1544.4)", Build(15, 2, 1544, 4), id="Active Directory"),
        pytest.param("15.02.1544.025", Build(15, 2, 1544, 25), id="ExSetup.exe"),
        pytest.param(" 15.2.2562.53 ", Build(15, 2, 2562, 53), id="plain, with spaces"),
    ],
)
def test_reads_every_spelling(text, build):
    assert Build.parse(text) == build


@pytest.mark.parametrize(
    "text", ["", "0.1 (8.0.535.0)", "15.2.1544", "15.2.1544.4.1", "١٥.٢.١.١", "v15.2.1544.4"]
)
def test_refuses_what_is_no_build(text):
    with pytest.raises(ValueError, match="not a build"):
        Build.parse(text)


@given(BUILDS)
def test_reads_back_what_it_writes(build):
    assert Build.parse(str(build)) == build
    assert (
        Build.parse(f"{build.major}.{build.minor:02}.{build.number:04}.{build.revision:03}")
        == build
    )


@given(BUILDS, BUILDS)
def test_numbers_are_compared_as_numbers(one, other):
    def key(build):
        return build.major, build.minor, build.number, build.revision

    assert (one < other) == (key(one) < key(other))
    assert (one.base == other.base) == (key(one)[:3] == key(other)[:3])


@given(st.text())
def test_any_text_is_a_build_or_a_value_error(text):
    with contextlib.suppress(ValueError):
        assert Build.parse(text) <= Build(9999, 9999, 999_999, 999_999)
