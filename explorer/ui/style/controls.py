"""Controls: labels, buttons, fields, combo boxes, sliders, check boxes, progress."""

from explorer.ui.style.tools import icon_url, mix, mono_family
from explorer.ui.tokens import Radius, Size, Space, Tokens


def control_style(t: Tokens) -> str:
    """Return the rules of labels and controls."""
    return _labels(t) + _buttons(t) + _fields(t) + _combo_boxes(t) + _ranges(t)


def _labels(t: Tokens) -> str:
    return f"""
QLabel {{ background: transparent; color: {t.t1}; }}
QLabel:disabled {{ color: {t.t3}; }}
QLabel[role="title"] {{ font-size: {Size.TITLE}px; font-weight: 600; }}
QLabel[role="path"] {{ font-family: {mono_family()}; font-size: {Size.TITLE}px; font-weight: 600; }}
QLabel[role="heading"] {{ font-weight: 600; }}
QLabel[role="section"] {{ font-weight: 600; }}
QLabel[role="result"] {{ font-size: {Size.RESULT}px; font-weight: 600; }}
QLabel[role="secondary"] {{ color: {t.t2}; font-size: {Size.SECONDARY}px; }}
QLabel[role="value"] {{ font-size: {Size.SECONDARY}px; }}
QLabel[role="label"] {{ color: {t.t3}; font-size: {Size.SECONDARY}px; }}
QLabel[role="small"] {{ color: {t.t3}; font-size: {Size.SMALL}px; }}
QLabel[role="mono"] {{ font-family: {mono_family()}; font-size: {Size.SECONDARY}px; }}
"""


def _buttons(t: Tokens) -> str:
    hover = mix(t.panel, t.t1, 0.06)
    pressed = mix(t.panel, t.t1, 0.12)
    inner = Space.CONTROL - 2
    return f"""
QPushButton {{
    background: {t.panel}; color: {t.t1}; border: 1px solid {mix(t.border, t.strong, 0.6)};
    border-radius: {Radius.CONTROL}px; min-height: {inner}px; max-height: {inner}px; padding: 0 12px;
}}
QPushButton:hover {{ background: {hover}; border-color: {t.strong}; }}
QPushButton:pressed {{ background: {pressed}; }}
QPushButton:checked {{ background: {t.selection}; border-color: {t.accent}; color: {t.accent}; font-weight: 600; }}
QPushButton:disabled {{ color: {t.t3}; background: {t.inset}; border-color: {t.border}; }}
QPushButton[role="primary"] {{
    background: {t.accent}; color: {t.on_accent}; border-color: {t.accent}; font-weight: 600;
}}
QPushButton[role="primary"]:hover {{ background: {mix(t.accent, t.on_accent, 0.12)}; }}
QPushButton[role="primary"]:pressed {{ background: {mix(t.accent, t.on_accent, 0.22)}; }}
QPushButton[role="primary"]:disabled {{ background: {t.inset}; color: {t.t3}; border-color: {t.border}; }}
QPushButton[role="text"] {{ background: transparent; border-color: transparent; color: {t.accent}; padding: 0 6px; }}
QPushButton[role="text"]:hover {{ background: {hover}; }}
QPushButton[role="row"] {{
    background: transparent; border-color: transparent; color: {t.accent}; text-align: left;
    padding: 0 6px; min-height: 22px; max-height: 22px; font-family: {mono_family()}; font-size: {Size.SECONDARY}px;
}}
QPushButton[role="row"]:hover {{ background: {hover}; }}
QFrame[surface="segmented"] {{
    background: {t.inset}; border: 1px solid {t.border}; border-radius: {Radius.CONTROL}px;
}}
QPushButton[role="segment"] {{
    background: transparent; color: {t.t2}; border: 1px solid transparent; border-radius: {Radius.CONTROL}px;
    min-height: {Space.COMPACT - 2}px; max-height: {Space.COMPACT - 2}px;
    padding: 0 9px; font-size: {Size.SECONDARY}px; font-weight: 400;
}}
QPushButton[role="segment"]:hover {{ color: {t.t1}; }}
QPushButton[role="segment"]:checked {{
    background: {t.selection}; color: {t.accent}; border: 1px solid {t.accent}; font-weight: 600;
}}
QToolButton {{
    background: transparent; color: {t.t1}; border: 1px solid transparent;
    border-radius: {Radius.CONTROL}px; padding: 4px;
}}
QToolButton:hover {{ background: {hover}; }}
QToolButton:pressed {{ background: {pressed}; }}
QToolButton:checked {{ background: {t.selection}; color: {t.accent}; }}
QToolButton:disabled {{ color: {t.t3}; }}
QToolButton::menu-indicator {{ image: none; }}
"""


def _fields(t: Tokens) -> str:
    line = mix(t.border, t.strong, 0.6)
    return f"""
QLineEdit, QSpinBox, QDoubleSpinBox {{
    background: {t.panel}; color: {t.t1}; border: 1px solid {line}; border-radius: {Radius.CONTROL}px;
    min-height: {Space.CONTROL - 2}px; max-height: {Space.CONTROL - 2}px; padding: 0 8px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; placeholder-text-color: {t.t3};
}}
QLineEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover {{ border-color: {t.strong}; }}
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus {{ border: 2px solid {t.accent}; padding: 0 7px;
    min-height: {Space.CONTROL - 4}px; max-height: {Space.CONTROL - 4}px; }}
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled {{ background: {t.inset}; color: {t.t3}; }}
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {{
    border: none; width: 18px; background: transparent;
}}
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow {{
    image: {icon_url("chevron-up", t.t2)}; width: 12px; height: 12px;
}}
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {{
    image: {icon_url("chevron-down", t.t2)}; width: 12px; height: 12px;
}}
QPlainTextEdit, QTextEdit, QTextBrowser {{
    background: {t.panel}; color: {t.t1}; border: 1px solid {line}; border-radius: {Radius.CONTROL}px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent};
}}
QFrame[surface="search"] {{
    background: {t.panel}; border: 1px solid {line}; border-radius: {Radius.CONTROL}px;
}}
QFrame[surface="search"]:hover {{ border-color: {t.strong}; }}
QFrame[surface="search"][focused="true"] {{ border: 2px solid {t.accent}; }}
QFrame[surface="search"] QLineEdit, QFrame[surface="search"] QLineEdit:focus {{
    border: none; background: transparent; padding: 0; min-height: 18px; max-height: 24px;
}}
QFrame[surface="search"] QLabel[role="hint"] {{
    background: {t.inset}; color: {t.t3}; border: 1px solid {t.border}; border-radius: 4px;
    font-size: {Size.SMALL}px; padding: 0 5px; min-height: 16px; max-height: 16px;
}}
"""


def _combo_boxes(t: Tokens) -> str:
    return f"""
QComboBox {{
    background: {t.panel}; color: {t.t1}; border: 1px solid {mix(t.border, t.strong, 0.6)};
    border-radius: {Radius.CONTROL}px; min-height: {Space.CONTROL - 2}px; max-height: {Space.CONTROL - 2}px;
    padding: 0 26px 0 9px; combobox-popup: 0;
}}
QComboBox:hover, QComboBox:on {{ border-color: {t.strong}; }}
QComboBox:disabled {{ background: {t.inset}; color: {t.t3}; }}
QComboBox::drop-down {{ border: none; width: 24px; subcontrol-position: center right; }}
QComboBox::down-arrow {{ image: {icon_url("chevron-down", t.t2)}; width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{
    background: {t.panel}; color: {t.t1}; border: 1px solid {t.border}; padding: 4px; outline: none;
    selection-background-color: {t.selection}; selection-color: {t.t1};
}}
QComboBox QAbstractItemView::item {{ min-height: 26px; padding: 0 6px; border-radius: 4px; }}
QComboBox QAbstractItemView::item:selected {{ background: {t.selection}; color: {t.t1}; }}
QCheckBox, QRadioButton {{ color: {t.t1}; spacing: 8px; min-height: 24px; background: transparent; }}
QCheckBox::indicator {{
    width: 14px; height: 14px; border: 1px solid {t.strong}; border-radius: 4px; background: {t.panel};
}}
QCheckBox::indicator:hover {{ border-color: {t.accent}; }}
QCheckBox::indicator:checked {{
    background: {t.accent}; border-color: {t.accent}; image: {icon_url("check", t.on_accent)};
}}
QRadioButton::indicator {{
    width: 14px; height: 14px; border: 1px solid {t.strong}; border-radius: 8px; background: {t.panel};
}}
QRadioButton::indicator:checked {{
    width: 8px; height: 8px; border: 4px solid {t.accent}; border-radius: 8px; background: {t.panel};
}}
"""


def _ranges(t: Tokens) -> str:
    # A handle is drawn 16 px wide inside a control of 28: what is hit is larger than what is seen.
    return f"""
QSlider {{ min-height: 28px; background: transparent; }}
QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {mix(t.border, t.strong, 0.3)}; }}
QSlider::sub-page:horizontal {{ height: 4px; border-radius: 2px; background: {t.accent}; }}
QSlider::sub-page:horizontal:disabled {{ background: {t.strong}; }}
QSlider::handle:horizontal {{
    width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
    background: {t.panel if not t.dark else t.t1}; border: 1px solid {t.strong};
}}
QSlider::handle:horizontal:hover, QSlider::handle:horizontal:focus {{ border: 2px solid {t.accent};
    width: 12px; height: 12px; }}
QProgressBar {{
    background: {t.inset}; border: 1px solid {t.border}; border-radius: 4px;
    min-height: 6px; max-height: 6px; text-align: center; color: transparent;
}}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 3px; }}
"""
