"""In what the trainer multiplies. Needs torch (extra `train`)."""

import pytest

torch = pytest.importorskip("torch", reason="extra train is not installed")


@pytest.mark.parametrize(
    ("has", "dtype"),
    [
        ("amx_bf16", torch.bfloat16),
        ("avx512_bf16", torch.float32),
        ("avx2", torch.float32),
    ],
)
def test_bfloat16_wants_matrix_units(monkeypatch, has, dtype):
    from podbor.agent.planner.training.train import precision

    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {has: True})
    assert precision(torch.device("cpu")) == dtype


def test_a_gpu_multiplies_in_bfloat16():
    from podbor.agent.planner.training.train import precision

    assert precision(torch.device("cuda")) == torch.bfloat16
