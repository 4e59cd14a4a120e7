"""The order of sources, and the addresses that mirrors stand for."""

import pytest

from burnish.weights.catalogue import CATALOGUE, RegistrySource, UrlSource, find
from burnish.weights.mirrors import sources_of

X4PLUS = find("RealESRGAN_x4plus")


def test_without_mirrors_the_sources_are_those_of_the_catalogue() -> None:
    for entry in CATALOGUE:
        assert sources_of(entry, ()) == entry.sources


def test_mirrors_come_after_the_official_address_and_before_packages() -> None:
    sources = sources_of(X4PLUS, ("https://one.example/w", "https://two.example/w"))
    assert [type(source) for source in sources] == [UrlSource] * 3 + [RegistrySource] * 2
    assert [source.url for source in sources if isinstance(source, UrlSource)] == [
        X4PLUS.address,
        "https://one.example/w/RealESRGAN_x4plus.pth",
        "https://two.example/w/RealESRGAN_x4plus.pth",
    ]


@pytest.mark.parametrize(
    ("mirror", "address"),
    [
        ("https://m.example", "https://m.example/RealESRGAN_x4plus.pth"),
        ("https://m.example/a/b/", "https://m.example/a/b/RealESRGAN_x4plus.pth"),
        ("https://m.example/{url}", f"https://m.example/{X4PLUS.address}"),
        ("https://m.example/get?file={file_name}&raw=1", "https://m.example/get?file=RealESRGAN_x4plus.pth&raw=1"),
    ],
)
def test_a_mirror_is_a_folder_or_a_template(mirror: str, address: str) -> None:
    source = sources_of(X4PLUS, (mirror,))[1]
    assert isinstance(source, UrlSource)
    assert source.url == address


def test_credentials_in_a_mirror_are_used_and_not_told_of() -> None:
    source = sources_of(X4PLUS, ("https://me:secret@m.example/{file_name}?token=secret",))[1]
    assert isinstance(source, UrlSource)
    assert source.url == "https://me:secret@m.example/RealESRGAN_x4plus.pth?token=secret"
    assert source.title == "https://***@m.example/RealESRGAN_x4plus.pth?…"
