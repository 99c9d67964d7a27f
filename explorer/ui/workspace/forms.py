"""Forms of networks, as they are written down and as the window has them. No widgets."""

from explorer.models import registry
from explorer.ui.what_if import Form
from explorer.workspace.model import NetworkForm


def stated(form: Form) -> NetworkForm:
    """Return a form as it is written down."""
    channels, height, width = form.input_shape
    return NetworkForm(
        key=form.architecture.key,
        input_shape=(channels, height, width),
        batch=form.batch,
        num_classes=form.num_classes,
        width=form.width,
    )


def form_of(stated_form: NetworkForm) -> Form:
    """Return the form that was written down.

    Raises:
        UnknownArchitecture: there is no such network in this catalogue.
    """
    architecture = registry.get(stated_form.key)
    # A multiplier is of use only where the architecture has one.
    width = architecture.width if stated_form.width is None or architecture.width is None else stated_form.width
    return Form(architecture, stated_form.input_shape, stated_form.batch, stated_form.num_classes, width)
