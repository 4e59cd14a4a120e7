"""The layouts are those of the networks' official implementations."""

from burnish.compatibility import prepare_imports
from burnish.weights.layouts import GENERAL_X4V3, X4PLUS, shapes_of


def test_general_x4v3_has_the_parameters_of_realesrgans_compact_network() -> None:
    prepare_imports()
    from realesrgan.archs.srvgg_arch import SRVGGNetCompact

    network = SRVGGNetCompact(3, 3, num_feat=64, num_conv=32, upscale=4, act_type="prelu")
    official = [(name, tuple(tensor.shape)) for name, tensor in network.state_dict().items()]
    assert list(shapes_of(GENERAL_X4V3).items()) == official


def test_x4plus_has_the_parameters_of_basicsrs_rrdb_network() -> None:
    prepare_imports()
    from basicsr.archs.rrdbnet_arch import RRDBNet

    network = RRDBNet(3, 3, scale=4, num_feat=64, num_block=23, num_grow_ch=32)
    official = [(name, tuple(tensor.shape)) for name, tensor in network.state_dict().items()]
    assert list(shapes_of(X4PLUS).items()) == official
