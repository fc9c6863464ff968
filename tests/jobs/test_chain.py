import stat

import pytest

from jobs import chain
from jobs.chain import BadKey, Break, Link

KEY = b"k" * 32


def sealed(*entries):
    head, links = "", []
    for entry in entries:
        links.append(chain.seal(KEY, head, entry))
        head = links[-1].digest
    return links


GOOD = sealed({"n": 1, "kind": "created"}, {"n": 2, "kind": "begun"}, {"n": 3, "kind": "proven"})
HEAD = GOOD[-1].digest
EDITED = Link(GOOD[1].text.replace("begun", "proven"), GOOD[1].digest)
FORGED = chain.seal(b"another key", HEAD, {"n": 4, "kind": "proven"})


def test_a_chain_as_it_was_written_holds():
    assert chain.verify(GOOD, head=HEAD, count=3, key=KEY) is None


@pytest.mark.parametrize(
    ("links", "place"),
    [
        pytest.param([GOOD[0], EDITED, GOOD[2]], 2, id="an entry edited"),
        pytest.param([GOOD[0], GOOD[2]], 2, id="an entry taken out of the middle"),
        pytest.param(GOOD[1:], 1, id="the first entry taken out"),
        pytest.param(GOOD[:2], 3, id="the tail cut off"),
        pytest.param([], 1, id="everything cut off"),
        pytest.param([GOOD[0], GOOD[2], GOOD[1]], 2, id="two entries swapped"),
        pytest.param([*GOOD, FORGED], 4, id="an entry added without the key"),
        pytest.param([*GOOD, chain.seal(KEY, HEAD, {"n": 4})], 4, id="one entry more than counted"),
        pytest.param([GOOD[0], Link.parse("no seal"), GOOD[2]], 2, id="a line that is no entry"),
    ],
)
def test_verifying_names_the_first_broken_entry(links, place):
    found = chain.verify(links, head=HEAD, count=3, key=KEY)

    assert isinstance(found, Break)
    assert found.place == place


def test_a_whole_chain_of_other_entries_does_not_fit_the_jobs_head():
    other = sealed({"n": 1}, {"n": 2}, {"n": 3})

    found = chain.verify(other, head=HEAD, count=3, key=KEY)

    assert found is not None
    assert found.place == 3


def test_a_line_is_read_back_as_it_was_written():
    assert [Link.parse(str(link)) for link in GOOD] == GOOD


def test_the_key_is_made_once_and_for_the_owner_only(tmp_path):
    key = chain.key_in(tmp_path)

    assert len(key) == 32
    assert chain.key_in(tmp_path) == key
    assert stat.S_IMODE((tmp_path / "journal.key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["journal.key"]


def test_a_key_that_others_may_read_is_refused_with_the_cure(tmp_path):
    chain.key_in(tmp_path)
    (tmp_path / "journal.key").chmod(0o644)

    with pytest.raises(BadKey, match="chmod 600"):
        chain.key_in(tmp_path)


@pytest.mark.parametrize("text", ["", "abcd", "no hex at all"])
def test_a_damaged_key_is_refused(tmp_path, text):
    chain.key_in(tmp_path)
    (tmp_path / "journal.key").write_text(text)

    with pytest.raises(BadKey, match="backup"):
        chain.key_in(tmp_path)
