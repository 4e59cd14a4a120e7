"""The parameters of the networks that find, outline and restore faces.

The functions follow the structure of the official classes and give the names that these give.
"""

from itertools import pairwise

from burnish.weights.shapes import (
    WITHOUT_PARAMETERS,
    Shapes,
    batch_normalisation,
    convolution,
    linear,
    named,
    normalisation,
    sequence,
)

_STYLE = 512
"""Numbers in a style vector of GFPGAN's StyleGAN2 decoder."""

_DECODER_SIDES = (8, 16, 32, 64, 128, 256, 512)
"""Sides in pixels of GFPGAN's features after each doubling of the first ones, which are 4 pixels wide."""

_ENCODER_CHANNELS = {4: 256, 8: 256, 16: 256, 32: 256, 64: 256, 128: 128, 256: 64, 512: 32}
"""Channels of GFPGAN's encoder by the side of its features; its decoder has twice as many."""


def _gfpgan() -> Shapes:
    """gfpgan's ``GFPGANv1Clean`` for 512 pixels: an encoder that conditions a StyleGAN2 decoder."""
    channels = _ENCODER_CHANNELS
    styles = 2 * len(_DECODER_SIDES) + 2
    down = [_resampling_block(channels[side], channels[side // 2]) for side in reversed(_DECODER_SIDES)]
    up = [_resampling_block(channels[side // 2], channels[side]) for side in _DECODER_SIDES]
    conditions = sequence(*(_activated_pair(channels[side]) for side in _DECODER_SIDES))
    return named(
        conv_body_first=convolution(channels[512], 3, 1),
        conv_body_down=sequence(*down),
        final_conv=convolution(channels[4], channels[4], 3),
        conv_body_up=sequence(*up),
        toRGB=sequence(*(convolution(3, channels[side], 1) for side in _DECODER_SIDES)),
        final_linear=linear(styles * _STYLE, channels[4] * 4 * 4),
        stylegan_decoder=_stylegan2(),
        condition_scale=conditions,
        condition_shift=conditions,
    )


def _stylegan2() -> Shapes:
    """gfpgan's ``StyleGAN2GeneratorCSFT``, two convolutions and noises for each side."""
    channels = {side: 2 * count for side, count in _ENCODER_CHANNELS.items()}
    convolutions: list[Shapes] = []
    noises: Shapes = {"noise0": (1, 1, 4, 4)}
    for side in _DECODER_SIDES:
        convolutions.append(_styled_convolution(channels[side], channels[side // 2]))
        convolutions.append(_styled_convolution(channels[side], channels[side]))
        for _ in range(2):
            noises[f"noise{len(noises)}"] = (1, 1, side, side)
    return named(
        style_mlp=sequence(*[WITHOUT_PARAMETERS, linear(_STYLE, _STYLE)] * 8),
        constant_input={"weight": (1, channels[4], 4, 4)},
        style_conv1=_styled_convolution(channels[4], channels[4]),
        to_rgb1=_to_rgb(channels[4]),
        style_convs=sequence(*convolutions),
        to_rgbs=sequence(*(_to_rgb(channels[side]) for side in _DECODER_SIDES)),
        noises=noises,
    )


def _resampling_block(inputs: int, outputs: int) -> Shapes:
    return named(
        conv1=convolution(inputs, inputs, 3),
        conv2=convolution(outputs, inputs, 3),
        skip=convolution(outputs, inputs, 1, bias=False),
    )


def _activated_pair(channels: int) -> Shapes:
    """Two convolutions with an activation in between."""
    return sequence(convolution(channels, channels, 3), WITHOUT_PARAMETERS, convolution(channels, channels, 3))


def _styled_convolution(outputs: int, inputs: int) -> Shapes:
    """``weight`` is the strength of the noise."""
    return {"weight": (1,), "bias": (1, outputs, 1, 1), **_modulated_convolution(outputs, inputs, 3)}


def _to_rgb(inputs: int) -> Shapes:
    return {"bias": (1, 3, 1, 1), **_modulated_convolution(3, inputs, 1)}


def _modulated_convolution(outputs: int, inputs: int, kernel: int) -> Shapes:
    weight: Shapes = {"weight": (1, outputs, inputs, kernel, kernel)}
    return named(modulated_conv={**weight, **named(modulation=linear(inputs, _STYLE))})


def _codeformer() -> Shapes:
    """CodeFormer with 1024 codes: an encoder and a generator of a VQGAN, and a transformer that picks the codes.

    In the encoder each of the later sides halves the one before; at the last one, 16 pixels, blocks have attention.
    """
    widths = (64, 128, 128, 256, 256, 512)
    fusing_widths = {"32": 256, "64": 256, "128": 128, "256": 128}
    codes, code, token, tokens = 1024, 256, 512, 16 * 16
    return {
        "position_emb": (tokens, token),
        **named(
            encoder=named(blocks=sequence(*_vqgan_encoder(widths, code))),
            quantize=named(embedding={"weight": (codes, code)}),
            generator=named(blocks=sequence(*_vqgan_generator(widths[::-1], code))),
            feat_emb=linear(token, code),
            ft_layers=sequence(*[_transformer_layer(token, 2 * token)] * 9),
            idx_pred_layer=sequence(normalisation(token), {"weight": (codes, token)}),
            fuse_convs_dict=named(**{side: _fusing_block(width) for side, width in fusing_widths.items()}),
        ),
    }


def _vqgan_encoder(widths: tuple[int, ...], code: int) -> list[Shapes]:
    last = widths[-1]
    blocks = [convolution(widths[0], 3, 3)]
    inputs = widths[0]
    for width in widths[:-1]:
        resample = named(conv=convolution(width, width, 3))
        blocks += [_residual_block(inputs, width), _residual_block(width, width), resample]
        inputs = width
    blocks += [_residual_block(inputs, last), _attention(last), _residual_block(last, last), _attention(last)]
    return [*blocks, *_vqgan_middle(last), normalisation(last), convolution(code, last, 3)]


def _vqgan_generator(widths: tuple[int, ...], code: int) -> list[Shapes]:
    first = widths[0]
    blocks = [convolution(first, code, 3), *_vqgan_middle(first)]
    blocks += [_residual_block(first, first), _attention(first)] * 2
    inputs = first
    for width in widths[1:]:
        resample = named(conv=convolution(inputs, inputs, 3))
        blocks += [resample, _residual_block(inputs, width), _residual_block(width, width)]
        inputs = width
    return [*blocks, normalisation(inputs), convolution(3, inputs, 3)]


def _vqgan_middle(width: int) -> list[Shapes]:
    return [_residual_block(width, width), _attention(width), _residual_block(width, width)]


def _residual_block(inputs: int, outputs: int) -> Shapes:
    block = named(
        norm1=normalisation(inputs),
        conv1=convolution(outputs, inputs, 3),
        norm2=normalisation(outputs),
        conv2=convolution(outputs, outputs, 3),
    )
    return block if inputs == outputs else {**block, **named(conv_out=convolution(outputs, inputs, 1))}


def _attention(width: int) -> Shapes:
    projection = convolution(width, width, 1)
    return named(norm=normalisation(width), q=projection, k=projection, v=projection, proj_out=projection)


def _transformer_layer(width: int, hidden: int) -> Shapes:
    attention: Shapes = {"in_proj_weight": (3 * width, width), "in_proj_bias": (3 * width,)}
    return named(
        self_attn={**attention, **named(out_proj=linear(width, width))},
        linear1=linear(hidden, width),
        linear2=linear(width, hidden),
        norm1=normalisation(width),
        norm2=normalisation(width),
    )


def _fusing_block(width: int) -> Shapes:
    return named(
        encode_enc=_residual_block(2 * width, width), scale=_activated_pair(width), shift=_activated_pair(width)
    )


def _retinaface(body: Shapes, body_widths: tuple[int, int, int], width: int) -> Shapes:
    """facexlib's ``RetinaFace`` on a body whose last three stages have ``body_widths`` channels; two anchors a cell."""
    outputs = {f"output{level}": _normalised(width, inputs, 1) for level, inputs in enumerate(body_widths, 1)}
    merges = {f"merge{level}": _normalised(width, width, 3) for level in (1, 2)}
    contexts = {f"ssh{level}": _context_module(width) for level in (1, 2, 3)}
    return named(
        body=body,
        fpn=named(**outputs, **merges),
        **contexts,
        ClassHead=_heads(2 * 2, width),
        BboxHead=_heads(2 * 4, width),
        LandmarkHead=_heads(2 * 10, width),
    )


def _context_module(width: int) -> Shapes:
    """facexlib's ``SSH``: half of the channels see 3 pixels, a quarter 5 and a quarter 7."""
    quarter = width // 4
    return named(
        conv3X3=_normalised(width // 2, width, 3),
        conv5X5_1=_normalised(quarter, width, 3),
        conv5X5_2=_normalised(quarter, quarter, 3),
        conv7X7_2=_normalised(quarter, quarter, 3),
        conv7x7_3=_normalised(quarter, quarter, 3),
    )


def _heads(outputs: int, width: int) -> Shapes:
    """One for each of the three levels."""
    return sequence(*[named(conv1x1=convolution(outputs, width, 1))] * 3)


def _normalised(outputs: int, inputs: int, kernel: int) -> Shapes:
    return sequence(convolution(outputs, inputs, kernel, bias=False), batch_normalisation(outputs))


def _resnet50() -> Shapes:
    """torchvision's ``resnet50`` without its classifier."""
    layers: dict[str, Shapes] = {}
    inputs = 64
    for number, (blocks, width) in enumerate(((3, 64), (4, 128), (6, 256), (3, 512)), 1):
        first = {**_bottleneck(inputs, width), **named(downsample=_normalised(4 * width, inputs, 1))}
        inputs = 4 * width
        layers[f"layer{number}"] = sequence(first, *[_bottleneck(inputs, width)] * (blocks - 1))
    return named(conv1=convolution(64, 3, 7, bias=False), bn1=batch_normalisation(64), **layers)


def _bottleneck(inputs: int, width: int) -> Shapes:
    return named(
        conv1=convolution(width, inputs, 1, bias=False),
        bn1=batch_normalisation(width),
        conv2=convolution(width, width, 3, bias=False),
        bn2=batch_normalisation(width),
        conv3=convolution(4 * width, width, 1, bias=False),
        bn3=batch_normalisation(4 * width),
    )


def _mobilenet() -> Shapes:
    """facexlib's ``MobileNetV1`` with a quarter of the channels, without its classifier."""
    stages: dict[str, Shapes] = {}
    blocks = [_normalised(8, 3, 3)]
    inputs = 8
    for number, widths in enumerate(((16, 32, 32, 64, 64), (128,) * 6, (256, 256)), 1):
        for width in widths:
            blocks.append(_separable_convolution(width, inputs))
            inputs = width
        stages[f"stage{number}"] = sequence(*blocks)
        blocks = []
    return named(**stages)


def _separable_convolution(outputs: int, inputs: int) -> Shapes:
    """A convolution of each channel by itself and one across channels, each normalised and activated."""
    return sequence(
        convolution(inputs, 1, 3, bias=False),
        batch_normalisation(inputs),
        WITHOUT_PARAMETERS,
        convolution(outputs, inputs, 1, bias=False),
        batch_normalisation(outputs),
    )


def _parsenet() -> Shapes:
    """facexlib's ``ParseNet`` for 512 pixels and 19 kinds of regions."""
    widths = (64, 128, 256, 256, 256)
    steps = list(pairwise(widths))
    down = [_parsing_block(inputs, outputs, resized=True) for inputs, outputs in steps]
    up = [_parsing_block(inputs, outputs, resized=True) for outputs, inputs in reversed(steps)]
    return named(
        encoder=sequence(_parsing_convolution(widths[0], 3), *down),
        body=sequence(*[_parsing_block(widths[-1], widths[-1], resized=False)] * 10),
        decoder=sequence(*up),
        out_img_conv=_parsing_convolution(3, widths[0]),
        out_mask_conv=_parsing_convolution(19, widths[0]),
    )


def _parsing_block(inputs: int, outputs: int, resized: bool) -> Shapes:
    block = named(
        conv1=_normalised_parsing_convolution(outputs, inputs), conv2=_normalised_parsing_convolution(outputs, outputs)
    )
    return {**block, **named(shortcut_func=_parsing_convolution(outputs, inputs))} if resized else block


def _parsing_convolution(outputs: int, inputs: int) -> Shapes:
    return named(conv2d=convolution(outputs, inputs, 3))


def _normalised_parsing_convolution(outputs: int, inputs: int) -> Shapes:
    return named(conv2d=convolution(outputs, inputs, 3, bias=False), norm=named(norm=batch_normalisation(outputs)))


GFPGAN = _gfpgan()
"""GFPGANv1.4: ``GFPGANv1Clean(512, channel_multiplier=2, input_is_latent=True, different_w=True, sft_half=True)``."""

CODEFORMER = _codeformer()
"""codeformer: ``CodeFormer(512, 8, 9, 1024, ("32", "64", "128", "256"))``."""

RETINAFACE_RESNET50 = _retinaface(_resnet50(), (512, 1024, 2048), 256)
"""detection_Resnet50_Final: ``RetinaFace("resnet50")``."""

RETINAFACE_MOBILENET = _retinaface(_mobilenet(), (64, 128, 256), 64)
"""detection_mobilenet0.25_Final: ``RetinaFace("mobile0.25")``."""

PARSENET = _parsenet()
"""parsing_parsenet: ``ParseNet(512, 512, parsing_ch=19)``."""
