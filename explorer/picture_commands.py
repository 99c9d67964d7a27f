"""The commands that look at pictures through a network, or at its filters. Heavy imports stand inside them."""

import argparse
import sys
from typing import TYPE_CHECKING

from explorer.terminal import (
    check_answer,
    download_bar,
    open_session,
    progress_line,
    read_image,
    say_weights,
    suffix_of,
)

if TYPE_CHECKING:
    import numpy as np


def activations(options: argparse.Namespace) -> None:
    """Run `cnn-explorer activations`."""
    suffix = suffix_of(options.output, (".npy", ".png"))
    session = open_session(options)
    maps = session.activations(read_image(options.image), options.layer)
    from explorer.visualize.pictures import activation_wall, save_array, save_picture

    if suffix == ".npy":
        save_array(maps, options.output)
    else:
        save_picture(activation_wall(maps), options.output)
    _warn_nonfinite(maps, "activations")
    say_weights(session)


def deconv(options: argparse.Namespace) -> None:
    """Run `cnn-explorer deconv`."""
    suffix = suffix_of(options.output, (".npy", ".png"))
    session = open_session(options)
    projection = session.deconv(read_image(options.image), options.layer, options.channel, options.unit)
    from explorer.visualize.colormaps import projection_rgb
    from explorer.visualize.methods.advice import advise, held_in
    from explorer.visualize.pictures import save_array, save_picture

    if suffix == ".npy":
        save_array(projection.array, options.output)
    else:
        save_picture(projection_rgb(projection.array), options.output)
    if projection.unit is not None:
        unit = f", unit {','.join(map(str, projection.unit))}"
    else:
        unit = ", whole map" if projection.activation.ndim else ""  # a dense layer has no map
    print(f"cnn-explorer: channel {projection.channel}{unit}, activation {projection.value:.6g}", file=sys.stderr)
    advice = advise(
        projection.rule,
        switches=projection.switches,
        activations=projection.rules_applied.get("activation", 0),
        held=held_in(projection.rules_applied),
        unknown=len(projection.unknown),
        saturated=projection.saturated,
        nonfinite=projection.nonfinite,
    )
    if advice is not None:
        print(f"cnn-explorer: note: {advice.sentence}", file=sys.stderr)
    if projection.unknown:
        print(f"cnn-explorer: note: plain gradient through {', '.join(projection.unknown)}", file=sys.stderr)
    say_weights(session)


def explain(options: argparse.Namespace) -> None:
    """Run `cnn-explorer explain`."""
    suffix = suffix_of(options.output, (".npy", ".png"))
    session = open_session(options)
    from explorer.inference import explanations
    from explorer.visualize.colormaps import projection_rgb
    from explorer.visualize.pictures import overlaid, save_array, save_picture

    image = session.prepare(read_image(options.image))
    with progress_line("Explaining") as progress:
        found = explanations.explain(
            session, image, options.method, layer=options.layer, target=options.target, progress=progress
        )
    check_answer(found.target.logit)
    if suffix == ".npy":
        save_array(found.array, options.output)
    elif found.array.ndim == 3:
        save_picture(projection_rgb(found.array), options.output)
    else:
        save_picture(overlaid(explanations.seen_picture(session, image), found.array, found.signed), options.output)
    target = found.target
    where = f" at {found.layer}" if found.layer else ""
    print(
        f"cnn-explorer: {found.method}{where} for class {target.index} ({session.label(target.index)}), "
        f"rank {target.rank}, probability {target.probability:.2%}",
        file=sys.stderr,
    )
    if found.note:
        print(f"cnn-explorer: note: {found.note}", file=sys.stderr)
    _warn_nonfinite(found.array, "values")
    say_weights(session)


def filters(options: argparse.Namespace) -> None:
    """Run `cnn-explorer filters`."""
    suffix = suffix_of(options.output, (".npy", ".png"))
    from explorer.models import registry

    architecture = registry.get(options.key)
    import torch

    from explorer.inference.session import Session
    from explorer.visualize.methods.filters import first_filters
    from explorer.visualize.pictures import filter_wall, save_array, save_picture

    with download_bar() as progress:
        session = Session(architecture, options.weights, "cpu", progress=progress)
    found = first_filters(session.module, torch.zeros(session.input_shape))
    if suffix == ".npy":
        save_array(found.kernels, options.output)
    else:
        save_picture(filter_wall(found.kernels, found.rgb), options.output)
    shape = "×".join(map(str, found.kernels.shape))
    print(f"cnn-explorer: filters of {found.layer}, {shape}", file=sys.stderr)
    _warn_nonfinite(found.kernels, "weights")
    say_weights(session)


def _warn_nonfinite(array: "np.ndarray", what: str) -> None:
    """Say that values are no numbers, which a picture of them does not show by itself."""
    import numpy as np

    count = array.size - int(np.count_nonzero(np.isfinite(array)))
    if count:
        some = f"{count:,} of {array.size:,} {what} are NaN or infinite"
        print(f"cnn-explorer: warning: {some}; look at the weights and the input", file=sys.stderr)
