"""A person at an X display who sees the titles of the windows and closes one. Xlib by ctypes; no window manager."""

import ctypes
import ctypes.util
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

CLIENT_MESSAGE = 33

# A window may vanish between two questions; Xlib's own handler would end the process.
_PASS_OVER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)(lambda display, error: 0)


class _ClientMessage(ctypes.Structure):
    """``XClientMessageEvent`` with 32-bit data, padded to the size of ``XEvent``."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("padding", ctypes.c_long * 24),
    )


class Display:
    """The windows of an X display."""

    def __init__(self, name: str) -> None:
        self._x = ctypes.CDLL(ctypes.util.find_library("X11") or "libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XDefaultRootWindow.argtypes = [ctypes.c_void_p]
        self._x.XInternAtom.restype = ctypes.c_ulong
        self._x.XSetErrorHandler(_PASS_OVER)
        self._handle = ctypes.c_void_p(self._x.XOpenDisplay(name.encode()))
        if not self._handle:
            raise OSError(f"no X display {name}")

    def titles(self) -> dict[str, int]:
        """Return the windows that stand directly on the screen, by their titles."""
        root, parent = ctypes.c_ulong(), ctypes.c_ulong()
        children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        self._x.XQueryTree(
            self._handle,
            ctypes.c_ulong(self._x.XDefaultRootWindow(self._handle)),
            ctypes.byref(root),
            ctypes.byref(parent),
            ctypes.byref(children),
            ctypes.byref(count),
        )
        found = {self._title(children[index]): children[index] for index in range(count.value)}
        if children:
            self._x.XFree(children)
        found.pop("", None)
        return found

    def close(self, window: int) -> None:
        """Do what the window's close button does."""
        event = _ClientMessage(type=CLIENT_MESSAGE, window=window, message_type=self._atom("WM_PROTOCOLS"), format=32)
        event.data[0] = self._atom("WM_DELETE_WINDOW")
        self._x.XSendEvent(self._handle, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(event))
        self._x.XFlush(self._handle)

    def disconnect(self) -> None:
        self._x.XCloseDisplay(self._handle)

    def _atom(self, name: str) -> int:
        return int(self._x.XInternAtom(self._handle, name.encode(), 0))

    def _title(self, window: int) -> str:
        kind, size = ctypes.c_ulong(), ctypes.c_int()
        items, left = ctypes.c_ulong(), ctypes.c_ulong()
        text = ctypes.c_char_p()
        status = self._x.XGetWindowProperty(
            self._handle,
            ctypes.c_ulong(window),
            ctypes.c_ulong(self._atom("_NET_WM_NAME")),
            ctypes.c_long(0),
            ctypes.c_long(256),
            0,
            ctypes.c_ulong(self._atom("UTF8_STRING")),
            ctypes.byref(kind),
            ctypes.byref(size),
            ctypes.byref(items),
            ctypes.byref(left),
            ctypes.byref(text),
        )
        title = (text.value or b"").decode() if status == 0 else ""
        if text:
            self._x.XFree(text)
        return title


@contextmanager
def screen_of_its_own() -> Iterator[str]:
    """Start an X server without a screen for a while, and give the name of its display."""
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        yield f":{number}"
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def display(name: str) -> Iterator[Display]:
    """Connect to a display for a while."""
    connected = Display(name)
    try:
        yield connected
    finally:
        connected.disconnect()
