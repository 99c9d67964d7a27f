"""An engine process whose accelerator exists and has no memory: for machines that have none."""

from typing import Any

CARD = "cuda:0"


def serve_without_room(connection: Any) -> None:
    """Serve on a card on which no network finds room."""
    import torch
    from torch import nn

    move = nn.Module.to

    def to(module: nn.Module, *args: Any, **options: Any) -> nn.Module:
        if args and str(args[0]) == CARD:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB.")
        return move(module, *args, **options)

    nn.Module.to = to  # type: ignore[assignment, method-assign]
    _serve(connection)


def serve_until_it_runs(connection: Any) -> None:
    """Serve on a card where a network has room, but not its feature maps: the first pass fails."""
    import torch

    from explorer.engine import jobs
    from explorer.inference import session

    def load(*args: Any, **options: Any) -> Any:
        found = session.Session(args[0], args[1], "cpu", **options)
        found.device = torch.device(args[2])
        return found

    run, passes = session.run_once, 0

    def run_once(*args: Any) -> Any:
        nonlocal passes
        passes += 1
        if passes == 1:
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 MiB.")
        return run(*args)

    session.run_once = run_once
    session.synchronize = lambda device: None
    session.to_device = lambda tensor, device: tensor
    jobs.Session = load  # type: ignore[assignment, misc]
    _serve(connection)


def _serve(connection: Any) -> None:
    import torch

    from explorer.engine import jobs
    from explorer.engine.worker import serve
    from explorer.inference import session

    def choose(name: str | None = None) -> torch.device:
        return torch.device(CARD if name in (None, "auto") else str(name))

    jobs.choose_device = session.choose_device = choose
    jobs.free_memory = lambda device: None
    serve(connection)
