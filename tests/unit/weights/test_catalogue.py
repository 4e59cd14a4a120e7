"""The catalogue is consistent in itself."""

import math
import re

import pytest

from burnish.weights.catalogue import CATALOGUE, GROUPS, RegistrySource, UrlSource, find
from burnish.weights.layouts import shapes_of
from burnish.weights.problems import UnknownWeights
from burnish.weights.shapes import is_counter


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


def test_packages_are_converted_to_the_networks_parameters() -> None:
    for entry in CATALOGUE:
        for source in entry.sources:
            if isinstance(source, RegistrySource):
                assert shapes_of(source.layout) == entry.shapes


def test_the_parameters_fill_the_official_file() -> None:
    """All are stored as float32; names and structure of the file come on top, which a few hundred KB hold."""
    for entry in CATALOGUE:
        parameters = 4 * sum(math.prod(shape) for name, shape in entry.shapes.items() if not is_counter(name))
        assert 0 < entry.bytes - parameters < 400_000, entry.name


def test_every_licence_says_what_it_allows_and_only_codeformers_must_be_accepted() -> None:
    for entry in CATALOGUE:
        assert entry.licence
        assert entry.licence_url.startswith("https://github.com/")
        assert ("commercial use too" in entry.licence_summary) != entry.must_accept
    assert [entry.name for entry in CATALOGUE if entry.must_accept] == ["codeformer"]


def test_every_hash_is_a_sha256_and_none_stands_for_two_files() -> None:
    hashes = [entry.sha256 for entry in CATALOGUE]
    assert len(set(hashes)) == len(hashes)
    packaged = [source for entry in CATALOGUE for source in entry.sources if isinstance(source, RegistrySource)]
    pinned = [file.sha256 for source in packaged for file in (source.structure, source.parameters)]
    assert all(re.fullmatch(r"[0-9a-f]{64}", digest) for digest in hashes + pinned)


def needed(group: str) -> set[str]:
    return {item.name for item in GROUPS[group] if not item.optional}


def test_groups_name_known_weights_and_need_none_whose_licence_must_be_accepted() -> None:
    for group, wanted in GROUPS.items():
        assert all(find(item.name) for item in wanted)
        assert not any(find(name).must_accept for name in needed(group))
    assert {item.name for item in GROUPS["all"]} == {entry.name for entry in CATALOGUE}


def test_upscaling_needs_the_general_network_and_faces_gfpgan_and_what_finds_them() -> None:
    assert needed("upscaling") == {"realesr-general-x4v3"}
    assert needed("faces") == {"GFPGANv1.4", "detection_Resnet50_Final"}


@pytest.mark.parametrize("name", ["", "realesr-general-x4v3.pth", "../realesr-general-x4v3", "REALESRGAN_X4PLUS"])
def test_an_unknown_name_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(UnknownWeights, match="RealESRGAN_x4plus"):
        find(name)
