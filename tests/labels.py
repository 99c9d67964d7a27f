"""What labels say, however little room they have."""

from PySide6.QtWidgets import QLabel

from explorer.ui.widgets.labels import ElidedLabel


def text_of(label: QLabel | None) -> str:
    """Return a label's text, the whole of it where it is shortened to the width that it has with this font."""
    assert label is not None
    return label.whole_text() if isinstance(label, ElidedLabel) else label.text()
