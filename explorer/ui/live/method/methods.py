"""The ways to look that the live panel offers, in the order of its menu and of the key that cycles them."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from explorer.engine.messages import CLASS_METHODS, METHODS, ClassJob

PROJECTIONS = tuple(method for method in METHODS if method != "activation")
"""Channel methods that draw a picture of their own."""
OVERLAYS: tuple[str | None, ...] = (None, *METHODS, *CLASS_METHODS)
"""Every method; None shows the picture alone."""
LASTING = ("occlusion", "integrated")
"""Methods that run the network many times: they show how far they are."""
LAYERED = ("gradcam", "layercam")
"""Class methods that look at a layer."""
STRONGEST = "max"
"""The word of ``ChannelJob.unit`` for the strongest unit of a channel."""
WHOLE_MAP = "all"
"""The word for all units of a channel."""


@dataclass(frozen=True, slots=True)
class MethodText:
    """How a method is called."""

    name: str
    tip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassOptions:
    """What the class methods can be told; the fields are those of ``ClassJob``."""

    own_layer: bool = False
    """Look at the chosen layer, not at the last map before the classes."""
    patch: int = 32
    stride: int = 16
    steps: int = 50
    """To begin with."""
    baseline: str = "black"

    def job(self, *, key: str, weights: str, method: str, layer: str, target: int | None) -> ClassJob:
        """Return the job that asks for a class's evidence; what the method does not use stays as it is by default."""
        job = ClassJob(
            key=key,
            weights=weights,
            method=method,
            target=target,
            layer=layer if method in LAYERED and self.own_layer else "",
        )
        if method == "occlusion":
            return replace(job, patch=self.patch, stride=self.stride)
        if method == "integrated":
            return replace(job, steps=self.steps, baseline=self.baseline)
        return job


def method_text(method: str | None) -> MethodText:
    """Return the name of a method and what it shows."""
    texts = {
        None: (_tr("Off"), _tr("The picture alone")),
        "activation": (_tr("Activation"), _tr("Where the channel is active")),
        "deconv": (
            _tr("DeconvNet"),
            _tr("Project the unit to the picture by the DeconvNet rule (Zeiler and Fergus, 2013)"),
        ),
        "guided": (
            _tr("Guided backprop"),
            _tr("Project the unit to the picture by guided backpropagation (Springenberg et al., 2014)"),
        ),
        "gradient": (_tr("Gradient"), _tr("How the unit changes with each pixel (Simonyan et al., 2013)")),
        "gradcam": (
            _tr("Grad-CAM"),
            _tr("Where a layer speaks for the class, channels by their mean gradient (Selvaraju et al., 2017)"),
        ),
        "layercam": (
            _tr("LayerCAM"),
            _tr("The same with a weight for every unit: finer on early layers (Jiang et al., 2021)"),
        ),
        "occlusion": (
            _tr("Occlusion"),
            _tr("How far the class's probability drops while a grey square covers a place (Zeiler and Fergus, 2013)"),
        ),
        "integrated": (
            _tr("Integrated gradients"),
            _tr("What each pixel adds to the class's logit, from a black picture on (Sundararajan et al., 2017)"),
        ),
    }
    name, tip = texts[method]
    return MethodText(name, tip)


def _tr(text: str) -> str:
    return QCoreApplication.translate("methods", text)
