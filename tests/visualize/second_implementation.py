"""A second implementation of the rules, which works on the forward pass instead of the graph.

``RuleMode`` replaces functions while they are called: activations get a
custom backward pass, gates and statistics are detached. It shares nothing
with ``explorer.visualize.methods.rules``.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.overrides import TorchFunctionMode

RECTIFIED = {
    functional.relu: functional.relu,
    torch.relu: torch.relu,
    torch.relu_: torch.relu,
    functional.relu6: functional.relu6,
    functional.hardtanh: functional.hardtanh,
    functional.leaky_relu: functional.leaky_relu,
    functional.elu: functional.elu,
    functional.gelu: functional.gelu,
    functional.silu: functional.silu,
    functional.mish: functional.mish,
    functional.hardswish: functional.hardswish,
    functional.softplus: functional.softplus,
    functional.prelu: functional.prelu,
    torch.tanh: torch.tanh,
}


class Activation(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, function, rule):
        with torch.enable_grad():
            ctx.x = x.detach().requires_grad_()
            ctx.y = function(ctx.x)
        ctx.rule = rule
        return ctx.y.detach()

    @staticmethod
    def backward(ctx, gradient):
        positive = gradient.relu()
        if ctx.rule == "guided":
            (slope,) = torch.autograd.grad(ctx.y, ctx.x, torch.ones_like(ctx.y))
            positive = positive * slope.relu()
        return positive, None, None


class RuleMode(TorchFunctionMode):
    def __init__(self, rule: str, gated: bool = True) -> None:
        super().__init__()
        self.rule = rule
        self.gated = gated
        """A sigmoid is a gate, else an activation function."""

    def __torch_function__(self, function, types, args=(), kwargs=None):
        kwargs = dict(kwargs or {})
        if function in RECTIFIED and args[0].requires_grad:
            kwargs.pop("inplace", None)
            plain = RECTIFIED[function]
            return Activation.apply(args[0], lambda x: plain(x, *args[1:], **kwargs), self.rule)
        if function in (functional.hardsigmoid, torch.sigmoid):
            if self.gated:
                return function(args[0]).detach()
            return Activation.apply(args[0], function, self.rule)
        if function is functional.layer_norm:
            return self.layer_norm(*args, **kwargs)
        if function is functional.local_response_norm:
            return self.local_response_norm(*args, **kwargs)
        return function(*args, **kwargs)

    @staticmethod
    def layer_norm(x, shape, weight=None, bias=None, eps=1e-5):
        axes = tuple(range(-len(shape), 0))
        mean = x.mean(axes, keepdim=True).detach()
        deviation = (x.var(axes, unbiased=False, keepdim=True) + eps).sqrt().detach()
        return (x - mean) / deviation * weight + bias

    @staticmethod
    def local_response_norm(x, size, alpha=1e-4, beta=0.75, k=1.0):
        """Equation of section 3.3 of Krizhevsky et al. 2012; torch's alpha is of the mean over the window."""
        squares = functional.pad(x.detach() ** 2, (0, 0, 0, 0, size // 2, (size - 1) // 2))
        mean = sum(squares[:, start : start + x.shape[1]] for start in range(size)) / size
        return x / (k + alpha * mean) ** beta


class EnoughError(Exception):
    pass


def output_of(network: nn.Module, x: Tensor, layer: str) -> Tensor:
    taken = []

    def take(module, args, output):
        taken.append(output.clone())
        raise EnoughError

    handle = network.get_submodule(layer).register_forward_hook(take)
    try:
        network(x)
    except EnoughError:
        pass
    finally:
        handle.remove()
    return taken[0]


def project_by_mode(network: nn.Module, x: Tensor, layer: str, rule: str, gated: bool = True) -> tuple[Tensor, Tensor]:
    """Project the whole map of the layer's strongest channel."""
    x = x[None].clone().requires_grad_()
    with RuleMode(rule, gated):
        output = output_of(network, x, layer)
    channel = int(output[0].reshape(output.shape[1], -1).amax(1).argmax())
    seed = torch.zeros_like(output)
    seed[0, channel] = output[0, channel].detach()
    (gradient,) = torch.autograd.grad(output, x, seed)
    return gradient[0], output.detach()
