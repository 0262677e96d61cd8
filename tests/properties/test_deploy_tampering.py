"""Whatever is altered, removed or added in a release or in a build's output: `verify` names that, and nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from deploy.findings import OWN, Ask
from deploy.folder_check import check_folder
from deploy.keys import make_keys, read_public
from deploy.manifest import DIGEST
from deploy.packing import SUFFIXES
from tests.released import WHOLE, copy, deploy, make_output, target, tree


@pytest.fixture(scope="module", name="sites")
def _sites(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, tuple[Path, Ask]]:
    """Return a signed release and a build's output, and what each is held against."""
    folder = tmp_path_factory.mktemp("sites")
    private, public = make_keys(folder / "keys")
    pages = {f"xa-hoi/bai-{number}.html": str(number).encode() for number in range(140)}  # two lists
    output = make_output(folder / "output", {**WHOLE, **pages})
    deploy(output, target(folder / "live", key=private))
    return {
        True: (folder / "live" / "releases" / "1", Ask(key=read_public(public), least=0, seen=None)),
        False: (output, Ask(key=None, least=0, seen=None)),
    }


@settings(max_examples=settings().max_examples // 4)
@given(data=st.data(), is_signed=st.booleans())
def test_just_what_was_tampered_with_is_named(
    sites: dict[bool, tuple[Path, Ask]], data: st.DataObject, *, is_signed: bool
) -> None:
    """Several files at once; a list too, as long as the files that it names are untouched."""
    site, ask = sites[is_signed]
    paths = sorted(path for path in tree(site) if path not in (*OWN, DIGEST))
    plain = [path for path in paths if not path.startswith("manifest/")]
    lists = st.lists(st.sampled_from(["manifest/_.txt", "manifest/xa-hoi.1.txt"]), max_size=1)
    altered = {*data.draw(st.lists(st.sampled_from(plain), max_size=4)), *data.draw(lists)}
    if "manifest/_.txt" in altered:
        altered = {path for path in altered if "/" in path}
    if "manifest/xa-hoi.1.txt" in altered:
        altered = {path for path in altered if not path.startswith("xa-hoi/")}
    removed = {path for path in altered if data.draw(st.booleans())}
    added = data.draw(st.sets(st.sampled_from(["casino.html", "kinh-te/x.html.br", "a/b/c", "manifest/x.json"])))
    added = {path for path in added if "/" in path or "manifest/_.txt" not in altered}
    with tempfile.TemporaryDirectory() as folder:
        tampered = copy(site, Path(folder) / "site")
        for path in altered:
            place = tampered / path
            content = place.read_bytes()
            place.unlink()
            if path not in removed and path.endswith(SUFFIXES):
                place.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
            elif path not in removed:
                at = data.draw(st.integers(0, len(content) - 1))
                place.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        for path in added:
            (tampered / path).parent.mkdir(parents=True, exist_ok=True)
            (tampered / path).write_bytes(b"x")
        found = {(finding.kind.name, finding.path) for finding in check_folder(tampered, ask).findings}
    kinds = {path: "MISSING" if path in removed else "CHANGED" for path in altered} | dict.fromkeys(added, "ADDED")
    assert found == {(kind, path) for path, kind in kinds.items()}
