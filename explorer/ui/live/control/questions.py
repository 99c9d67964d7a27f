"""What has been asked of the engine about the picture on show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from explorer.engine.messages import Failed, Job
from explorer.ui.engine_link import EngineLink


@dataclass(frozen=True, slots=True)
class _Asked:
    """A posted job: what it was for, and its number."""

    wish: tuple[Any, ...]
    number: int | None


class PictureQuestions:
    """Posts the jobs about a picture, each wish once: a new wish for a kind of job takes the place of the last one."""

    def __init__(self, link: EngineLink, failed: Callable[[Failed], None]) -> None:
        self._link = link
        self._failed = failed
        self._asked: dict[type[Job], _Asked] = {}

    def ask(self, wish: tuple[Any, ...], job: Job, done: Callable[[Any], None]) -> None:
        """Post a job unless the same wish has been posted; ``wish`` is all that its answer depends on."""
        last = self._asked.get(type(job))
        if last is not None:
            if last.wish == wish:
                return
            if last.number is not None:
                self._link.cancel(last.number)
        self._asked[type(job)] = _Asked(wish, self._link.post(job, done, self._failed))

    def awaits(self, number: int) -> bool:
        """Tell whether a job is one of these."""
        return any(asked.number == number for asked in self._asked.values())

    def withdraw(self) -> None:
        """Cancel what is under way: nobody wants to know it any more."""
        for asked in self._asked.values():
            if asked.number is not None:
                self._link.cancel(asked.number)
        self.forget()

    def forget(self) -> None:
        """Ask everything anew when it is wanted again."""
        self._asked.clear()
