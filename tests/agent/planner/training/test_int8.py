"""Layers in eight bits do what they did. Needs torch (extra `train`)."""

import pytest

torch = pytest.importorskip("torch", reason="extra train is not installed")


def _off(found, right):
    return float(((found - right).norm() / right.norm()).detach())


@pytest.fixture
def layer():
    torch.manual_seed(1)
    return torch.nn.Linear(128, 96, bias=False)


@pytest.fixture
def rows():
    """Inputs one of whose channels stands out, as some of a language model's do."""
    x = torch.randn(4, 16, 128, generator=torch.Generator().manual_seed(2))
    x[..., 5] *= 40
    return x


def test_a_layer_in_eight_bits_reads_and_gives_back_gradients_nearly_as_before(layer, rows):
    from podbor.agent.planner.training.int8 import Int8Linear

    small = Int8Linear(layer, rows.abs().reshape(-1, 128).amax(0))
    before, after = rows.clone().requires_grad_(), rows.clone().requires_grad_()
    weigh = torch.randn(4, 16, 96, generator=torch.Generator().manual_seed(3))
    (layer(before) * weigh).sum().backward()
    (small(after) * weigh).sum().backward()
    assert small(rows).shape == (4, 16, 96)
    assert _off(small(rows), layer(rows)) < 0.02
    assert _off(after.grad, before.grad) < 0.03


def test_a_channel_that_stands_out_costs_the_others_little(layer, rows):
    from podbor.agent.planner.training.int8 import Int8Linear

    known, unknown = Int8Linear(layer, rows.abs().reshape(-1, 128).amax(0)), Int8Linear(layer, torch.ones(128))
    assert _off(known(rows), layer(rows)) < _off(unknown(rows), layer(rows)) / 1.5


def test_the_layers_under_the_adapters_change_and_the_adapters_stay(rows):
    from podbor.agent.planner.training.int8 import Int8Linear, to_int8
    from podbor.agent.planner.training.lora import LoraLinear

    torch.manual_seed(4)
    model = torch.nn.Sequential(LoraLinear(torch.nn.Linear(128, 128, bias=False), rank=4, alpha=8, dropout=0.0))
    torch.nn.init.normal_(model[0].lora_b)
    right = model(rows)
    to_int8(model, lambda: model(rows))
    assert isinstance(model[0].base, Int8Linear)
    assert _off(model(rows), right) < 0.02
    model(rows).sum().backward()
    assert model[0].lora_a.grad.abs().sum() > 0
    assert not [name for name, _ in model.named_parameters() if "base" in name]
