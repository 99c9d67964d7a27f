"""Signals: they wake Qt's event loop, and belong to whom they belonged before once nobody listens."""

import os
import signal
import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from explorer.ui.interrupts import NUMBERS, Interrupts


def test_a_signal_is_heard_while_the_event_loop_waits(qtbot: QtBot) -> None:
    before = {number: signal.getsignal(number) for number in NUMBERS}
    interrupts = Interrupts()
    try:
        with qtbot.waitSignal(interrupts.came, timeout=10_000):
            os.kill(os.getpid(), signal.SIGTERM)
        assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL, "the second one ends the program"
    finally:
        interrupts.close()
    assert {number: signal.getsignal(number) for number in NUMBERS} == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals end a process there in another way")
def test_the_second_signal_ends_a_program_that_does_not_close() -> None:
    script = """
import os, signal
from PySide6.QtCore import QCoreApplication
from explorer.ui.interrupts import Interrupts
app = QCoreApplication([])
interrupts = Interrupts(app)
interrupts.came.connect(lambda: (print("heard", flush=True), os.kill(os.getpid(), signal.SIGTERM)))
os.kill(os.getpid(), signal.SIGTERM)
app.exec()
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert ended.returncode == -signal.SIGTERM and ended.stdout == "heard\n", ended.stderr
