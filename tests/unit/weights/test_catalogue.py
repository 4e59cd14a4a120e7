"""The catalogue is consistent in itself."""

import re

import pytest

from burnish.weights.catalogue import CATALOGUE, GROUPS, RegistrySource, UrlSource, find
from burnish.weights.problems import UnknownWeights


def test_names_are_unique_stems_of_their_files() -> None:
    assert len({entry.name for entry in CATALOGUE}) == len(CATALOGUE)
    for entry in CATALOGUE:
        assert entry.file_name == f"{entry.name}.pth"
        assert find(entry.name) is entry


def test_the_official_source_comes_first_and_is_an_https_address_of_the_file() -> None:
    for entry in CATALOGUE:
        official = entry.sources[0]
        assert isinstance(official, UrlSource)
        assert official.url.startswith("https://github.com/")
        assert official.url.endswith(f"/{entry.file_name}")


def test_packages_are_only_named_for_networks_whose_layout_is_known() -> None:
    for entry in CATALOGUE:
        if any(isinstance(source, RegistrySource) for source in entry.sources):
            assert entry.layout is not None


def test_every_hash_is_a_sha256_and_none_stands_for_two_files() -> None:
    hashes = [entry.sha256 for entry in CATALOGUE]
    assert len(set(hashes)) == len(hashes)
    packaged = [source for entry in CATALOGUE for source in entry.sources if isinstance(source, RegistrySource)]
    pinned = [file.sha256 for source in packaged for file in (source.structure, source.parameters)]
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in hashes + pinned)


def test_groups_name_known_weights_and_upscaling_needs_only_the_general_network() -> None:
    for wanted in GROUPS.values():
        assert all(find(item.name) for item in wanted)
    assert [item.name for item in GROUPS["upscaling"] if not item.optional] == ["realesr-general-x4v3"]
    assert {item.name for item in GROUPS["all"]} == {entry.name for entry in CATALOGUE}


@pytest.mark.parametrize("name", ["", "realesr-general-x4v3.pth", "../realesr-general-x4v3", "REALESRGAN_X4PLUS"])
def test_an_unknown_name_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownWeights, match="RealESRGAN_x4plus"):
        find(name)
