"""What the tests of the live panel share: a picture, answers of the engine, a panel that is filled with them."""

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.engine.messages import (
    ChannelView,
    ClassView,
    LayerMaps,
    PredictionResult,
    Ranked,
    SeenRegion,
    WeightsBadge,
)
from explorer.ui.live.panel.panel import LivePanel
from explorer.ui.live.pixels import image_of
from explorer.ui.live.sources.source import LoadedPicture
from explorer.ui.theme import theme

REGION = SeenRegion(left=100.0, top=0.0, width=300.0, height=300.0, input_size=(224, 224))
TRAINED = WeightsBadge(name="ImageNet-1K", trained=True, source="on disk")
RANDOM = WeightsBadge(name="random:0", trained=False, source="random weights, seed 0")
LAYER = "layer2.0.relu"
SHAPE = (48, 14, 14)
CHANNELS = tuple(range(40, 16, -1))


def picture(name: str = "street", width: int = 500, height: int = 300) -> LoadedPicture:
    rows = np.linspace(0, 255, height, dtype=np.uint8)[:, None, None]
    pixels = np.broadcast_to(rows, (height, width, 3)).copy()
    pixels[..., 2] = 90
    return LoadedPicture(name=name, pixels=pixels, preview=image_of(pixels))


def prediction(weights: WeightsBadge = TRAINED, first: str = "tiger cat") -> PredictionResult:
    labels = (first, "Egyptian cat", "tabby", "lynx", "window screen")
    values = (0.99954, 0.0003, 0.0001, 0.00004, 0.00002)
    return PredictionResult(
        key="net",
        weights=weights,
        device="cpu",
        milliseconds=38.12,
        top=tuple(
            Ranked(rank=at + 1, index=at, label=label, probability=value, logit=9.0 - at)
            for at, (label, value) in enumerate(zip(labels, values, strict=True))
        ),
        region=REGION,
    )


def layer_maps(layer: str = LAYER) -> LayerMaps:
    maps = np.random.default_rng(0).random((len(CHANNELS), *SHAPE[1:]), dtype=np.float32)
    maxima = np.zeros(SHAPE[0], np.float32)
    maxima[list(CHANNELS)] = maps.max(axis=(1, 2))
    return LayerMaps(
        key="net",
        layer=layer,
        weights=TRAINED,
        shape=SHAPE,
        maxima=maxima,
        channels=CHANNELS,
        maps=maps,
        dead=3,
        region=REGION,
    )


def channel_view(
    channel: int = 40, method: str = "activation", switches: int | None = None, **fields: object
) -> ChannelView:
    values = np.zeros(SHAPE[1:], np.float32)
    values[9, 11] = 1.23
    values[2, 3] = 0.5
    projection = np.zeros((3, 64, 64), np.float32)
    projection[0, 20:40, 20:40] = 1
    projected = method != "activation"
    told: dict[str, object] = {"key": "net", "layer": LAYER, "weights": TRAINED, "method": method, "region": REGION}
    told |= {"channel": channel, "unit": (9, 11), "value": 1.23, "map": values, "switches": switches}
    told |= {"projection": projection if projected else None, "rules": (("activation", 12),) if projected else ()}
    return ChannelView(**(told | fields))  # type: ignore[arg-type]


def class_view(method: str = "gradcam", index: int = 0, **fields: object) -> ClassView:
    """Where the evidence for a class lies: bottom right for it, top left (if signed) against it."""
    values = np.zeros((7, 7), np.float32)
    values[5, 5] = 2.0
    if method == "occlusion":
        values[1, 1] = -1.0
    attribution = None
    if method == "integrated":
        attribution = np.zeros((3, 64, 64), np.float32)
        attribution[:, 40:50, 40:50] = 0.5
        attribution[:, 5:9, 5:9] = -0.5
    told: dict[str, object] = {"key": "net", "layer": "" if attribution is not None else "features", "method": method}
    told |= {"weights": TRAINED, "target": prediction().top[index], "region": REGION, "attribution": attribution}
    told |= {"map": None if attribution is not None else values}
    return ClassView(**(told | fields))  # type: ignore[arg-type]


def flat_maps(values: np.ndarray) -> LayerMaps:
    order = tuple(int(at) for at in np.argsort(-values)[:24])
    return LayerMaps(
        key="net",
        layer="fc",
        weights=TRAINED,
        shape=values.shape,
        maxima=values,
        channels=order,
        maps=values[list(order)].reshape(-1, 1, 1),
        dead=0,
        region=REGION,
    )


def new_panel(qtbot: QtBot, width: int = 380, height: int = 900) -> LivePanel:
    """A panel on the screen without a picture."""
    # Panels of earlier tests go now: the style sheet would be applied to all of them.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if theme().mode != "light":
        theme().set_mode("light")
    widget = LivePanel()
    qtbot.addWidget(widget, before_close_func=lambda panel: panel.close_down())
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def fill(panel: LivePanel) -> LivePanel:
    """Give a panel everything that an engine says of a first picture."""
    panel.set_picture(picture())
    panel.set_layer(LAYER, SHAPE)
    panel.set_prediction(prediction())
    panel.set_layer_maps(layer_maps())
    panel.set_channel_view(channel_view())
    panel.activateWindow()
    QApplication.processEvents()
    return panel


def button(panel: QWidget, name: str) -> QPushButton:
    """The push button of an object name."""
    found = panel.findChild(QPushButton, name)
    assert found is not None, name
    return found
