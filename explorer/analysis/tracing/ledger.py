"""Keeps account of the tensors that are alive during a pass, and of the memory they lie in.

Nothing here keeps a tensor alive: entries go when their tensor dies, as
Python's reference counts have it. What is alive at an operator is therefore
what eager execution holds at that operator, temporaries freed as they would be.
"""

import weakref
from collections.abc import Iterable

import torch

from explorer.analysis.tracing.trace import Operand

OF_A_WEIGHT = -1
"""The storage number of memory that belongs to a parameter or buffer."""


class _Entry(weakref.ref[torch.Tensor]):
    """A tensor that is known, by its identity."""

    __slots__ = ("address", "key", "operand", "storage")

    key: int
    operand: Operand
    storage: int
    address: int


class Ledger:
    """Tensor → operand and storage number; storages are numbered in the order in which they appear."""

    def __init__(self, weights: Iterable[torch.Tensor]) -> None:
        self.storage_bytes: list[int] = []
        """Size of every storage that was seen, dead ones too."""
        self.live_bytes = 0
        """Memory of the storages that have a living tensor, those of weights left out."""
        self._entries: dict[int, _Entry] = {}
        self._weights = {_address(tensor) for tensor in weights}
        self._number_at: dict[int, int] = {}
        self._tensors_in: list[int] = []

    def operand(self, tensor: torch.Tensor) -> Operand | None:
        """Return what ``tensor`` was last said to be, None if it is not known."""
        entry = self._entries.get(id(tensor))
        return None if entry is None else entry.operand

    def storage(self, tensor: torch.Tensor) -> int:
        """Return the storage number of a tensor that is known, :data:`OF_A_WEIGHT` of any other."""
        entry = self._entries.get(id(tensor))
        return OF_A_WEIGHT if entry is None else entry.storage

    def memory(self, tensor: torch.Tensor) -> int:
        """Return the storage number, or a negative number of its own for memory of a weight."""
        entry = self._entries.get(id(tensor))
        if entry is not None and entry.storage != OF_A_WEIGHT:
            return entry.storage
        return -1 - _address(tensor)

    def beside(self, tensor: torch.Tensor, weights: Iterable[torch.Tensor]) -> list[torch.Tensor]:
        """Return the other living tensors that lie in the same memory, among those known and ``weights``."""
        known = [one for entry in self._entries.values() if (one := entry()) is not None]
        address = _address(tensor)
        return [one for one in (*weights, *known) if one is not tensor and _address(one) == address]

    def enter(self, tensor: torch.Tensor, operand: Operand) -> int:
        """Say what ``tensor`` is from now on; return its storage number."""
        key = id(tensor)
        entry = self._entries.get(key)
        if entry is None:
            entry = _Entry(tensor, self._leave)
            entry.key = key
            entry.address = _address(tensor)
            entry.storage = self._open(entry.address, tensor)
            self._entries[key] = entry
        entry.operand = operand
        return entry.storage

    def _open(self, address: int, tensor: torch.Tensor) -> int:
        if address in self._weights:
            return OF_A_WEIGHT
        number = self._number_at.get(address)
        if number is None:
            number = self._number_at[address] = len(self.storage_bytes)
            size = _bytes(tensor)
            self.storage_bytes.append(size)
            self._tensors_in.append(0)
            self.live_bytes += size
        self._tensors_in[number] += 1
        return number

    def _leave(self, entry: _Entry) -> None:
        del self._entries[entry.key]
        number = entry.storage
        if number == OF_A_WEIGHT:
            return
        self._tensors_in[number] -= 1
        if not self._tensors_in[number]:
            del self._number_at[entry.address]
            self.live_bytes -= self.storage_bytes[number]


def _address(tensor: torch.Tensor) -> int:
    try:
        address: int = tensor.untyped_storage()._cdata
        return address
    except (NotImplementedError, RuntimeError):
        # Sparse and other tensors without a storage of their own cannot be views of anything.
        return -id(tensor)


def _bytes(tensor: torch.Tensor) -> int:
    try:
        return int(tensor.untyped_storage().nbytes())
    except (NotImplementedError, RuntimeError):
        return tensor.numel() * tensor.element_size()
