"""Trains the planner's adapter: seeded, resumable, on two CPU cores or a GPU."""

import hashlib
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import torch
import torch._dynamo
import torch.distributed as dist
from torch import Tensor, nn
from torch.multiprocessing.spawn import spawn

from podbor.agent.planner.adapter_file import read_adapter
from podbor.agent.planner.training.banks import NEWEST
from podbor.agent.planner.training.corpus import Example, as_written, build, load_banks, read, write
from podbor.agent.planner.training.data import Batch, Encoded, batches, collate, encode
from podbor.agent.planner.training.focus import least_certain, line_certainties, shares_of
from podbor.agent.planner.training.int8 import to_int8
from podbor.agent.planner.training.leakage import drop_leaks, heldout_texts
from podbor.agent.planner.training.lora import adapter_state, add_adapters, load_adapter, start_from
from podbor.core.errors import SetupError

CHECKPOINT = "checkpoint.pt"
ADAPTER = "adapter.pt"
RENDEZVOUS = "rendezvous"
CERTAINTIES = "certainties-{}-of-{}-{}.json"
"""What a worker writes where lines are to be weighed: how sure of each the adapter is to begin with, which a digest tells."""
NEGATIVES = 8192
"""Random tokens the softmax of a step is taken over, beside those that any plan holds."""
VARIANTS = 64
"""Kinds of layers and shapes that code may be written for; one layer's code serves all of its kind."""
USUAL = 64
"""Lines of each language by which layers in eight bits are told how large their inputs are."""
SCALE = 2.0
"""Alpha over the rank, of every adapter of ours."""


@dataclass(frozen=True, kw_only=True)
class TrainConfig:
    """What to train and how.

    Attributes:
        base: a GGUF file, a folder with a Hugging Face model, or a model name.
        out: folder of checkpoints and the log.
        per_lang: examples a language and epoch; every epoch draws new ones.
        newest: share of them that are of the newest lines.
        russian: share of both languages' examples that is Russian.
        focus: draw lines that `init` reads surely a quarter or half as often as others.
        batch: examples a step.
        minutes: let the schedule end after so much time instead of after all epochs; None is by epochs.
        held_out: folder of label files whose messages, and near copies, no epoch may hold.
        init: GGUF adapter to start from, of the same rank or a lower one.
        compile: let torch write code for the layers first, which takes a minute or two and pays within ten.
        int8: the frozen layers in eight bits, for a CPU that multiplies those in one instruction, and no bfloat16; with `compile`
            a step takes half as long as in float32.
        workers: processes with one thread each; they share the gradient. 1 lets torch choose its threads.
    """

    base: str
    out: Path
    per_lang: int = 12_000
    newest: float = 0.25
    russian: float = 0.5
    focus: bool = False
    epochs: int = 3
    batch: int = 32
    rank: int = 16
    dropout: float = 0.0
    learning_rate: float = 4e-4
    warmup: float = 0.03
    clip: float = 1.0
    seed: int = 7
    workers: int = 2
    checkpoint_every: int = 200
    init: Path | None = None
    compile: bool = False
    int8: bool = False
    minutes: float | None = None
    held_out: Path | None = None

    @property
    def alpha(self) -> float:
        """Over the rank, what the low-rank update is multiplied by."""
        return SCALE * self.rank


def train(config: TrainConfig) -> Path:
    """Train, or resume in `config.out`. Returns the adapter's path."""
    config.out.mkdir(parents=True, exist_ok=True)
    (config.out / "config.json").write_text(json.dumps(asdict(config), default=str, indent=2))
    if config.workers > 1 and not torch.cuda.is_available():
        (config.out / RENDEZVOUS).unlink(missing_ok=True)
        spawn(_worker, args=(config,), nprocs=config.workers)  # type: ignore[no-untyped-call]
    else:
        _Trainer(config, rank=0, world=1).run()
    return config.out / ADAPTER


def epoch_examples(config: TrainConfig, epoch: int) -> list[Example]:
    """The examples of an epoch: read back, or drawn from the banks as they are now."""
    path = config.out / f"corpus-{epoch}.jsonl"
    if not path.exists():
        newest = int(config.per_lang * config.newest)
        shares = shares_of(_certainties(config)) if config.focus else {}
        draw = partial(build, seed=config.seed + epoch, russian=config.russian, shares=shares)
        examples = draw(per_lang=config.per_lang - newest) + draw(per_lang=newest, folder=NEWEST)
        if config.held_out is not None:
            examples = drop_leaks(examples, heldout_texts(config.held_out))
        write(examples, path)
    return read(path)


def _certainties(config: TrainConfig) -> dict[str, float]:
    """What all workers wrote."""
    found: dict[str, float] = {}
    for rank in range(config.workers):
        path = _certainties_path(config, rank)
        found |= json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def _certainties_path(config: TrainConfig, rank: int) -> Path:
    begun = hashlib.sha256(config.init.read_bytes()).hexdigest()[:12] if config.init is not None else "base"
    return config.out / CERTAINTIES.format(rank, config.workers, begun)


def _worker(rank: int, config: TrainConfig) -> None:
    torch.set_num_threads(1)
    dist.init_process_group(
        "gloo", init_method=f"file://{(config.out / RENDEZVOUS).absolute()}", rank=rank, world_size=config.workers
    )
    _Trainer(config, rank=rank, world=config.workers).run()
    dist.destroy_process_group()


def precision(device: torch.device) -> torch.dtype:
    """Of the base's weights: bfloat16 where the device has matrix units for it; elsewhere float32 is faster.

    With vectors alone (AVX-512 BF16) bfloat16 takes 1.6 times as long, without them three times.
    """
    native = any(torch.cpu.get_capabilities().get(name) for name in ("amx_bf16", "bf16"))
    return torch.bfloat16 if device.type == "cuda" or native else torch.float32


def load_base(base: str, *, dtype: torch.dtype) -> tuple[Any, Any]:
    """Load (model, tokenizer) from a GGUF file, which is dequantised, or from a Hugging Face folder or name."""
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

    path = Path(base)
    source: dict[str, Any] = {"pretrained_model_name_or_path": base}
    if path.suffix == ".gguf":
        if not path.exists():
            raise SetupError(f"base weights {path} are missing", mend="podbor doctor --fix")
        source = {"pretrained_model_name_or_path": str(path.parent), "gguf_file": path.name}
    tokenizer = AutoTokenizer.from_pretrained(**source)
    if "gguf_file" in source:
        source["quantization_config"] = GgufConfig(dequantize=True)
    return AutoModelForCausalLM.from_pretrained(**source, dtype=dtype), tokenizer


class _Trainer:
    """One worker's loop."""

    def __init__(self, config: TrainConfig, *, rank: int, world: int) -> None:
        self.config, self.rank, self.world = config, rank, world
        torch.manual_seed(config.seed)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        model, self.tokenizer = load_base(config.base, dtype=precision(self.device))
        self.model: Any = model.to(self.device)
        self.parameters = add_adapters(self.model, rank=config.rank, alpha=config.alpha, dropout=config.dropout)
        self.model.train()
        if config.init is not None:
            start_from(self.model, read_adapter(config.init), scale=SCALE)
        if self.device.type == "cpu":
            self.model.set_attn_implementation("eager")
        if config.int8:
            usual = self._usual_tokens()
            to_int8(self.model, lambda: self.model.model(input_ids=usual.to(self.device), use_cache=False))
        if config.compile:
            self._compile()
        self.head: Tensor = model.lm_head.weight.detach()
        self.optimizer = torch.optim.AdamW(self.parameters, lr=config.learning_rate, weight_decay=0.01)
        self.generator = torch.Generator().manual_seed(config.seed + rank)
        self.steps = config.epochs * 2 * config.per_lang // config.batch
        self.plan_tokens = torch.tensor([0])
        self.began = time.monotonic()
        self.spent = self.progress = 0.0

    def _compile(self) -> None:
        """Let torch write code for the layers, which share it."""
        torch._dynamo.config.recompile_limit = VARIANTS
        for layer in self.model.model.layers:
            layer.compile(dynamic=True)

    def _usual_tokens(self) -> Tensor:
        """Some of the newest lines of each language, (lines, length)."""
        lines = [
            example
            for lang, own in load_banks(NEWEST).items()
            for _, example in as_written(lang, own[:: max(1, len(own) // USUAL)], seed=self.config.seed)
        ]
        return collate(encode(lines, self.tokenizer)).ids

    def run(self) -> None:
        """Train all epochs, or the minutes given, from the last checkpoint on."""
        if self.config.focus:
            self._weigh_lines()
        start, step = self._resume(), 0
        losses: list[float] = []
        for epoch in range(self.config.epochs):
            for batch in self._batches(self._encoded(epoch), epoch):
                if step >= start:
                    if step == start:
                        self._start(batch)
                    losses.append(self._step(batch, step))
                    self._report(step, losses, start)
                step += 1
                if self.progress >= 1:
                    return self._save(step)
        return self._save(step)

    def _weigh_lines(self) -> None:
        """Write how sure of this worker's lines the adapter is, unless that is done, and wait for the other workers."""
        path = _certainties_path(self.config, self.rank)
        if not path.exists():
            found = line_certainties(
                self._certainty, self.tokenizer, seed=self.config.seed, rank=self.rank, world=self.world
            )
            path.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        if self.world > 1:
            dist.barrier()

    @torch.no_grad()
    def _certainty(self, batch: Batch) -> Tensor:
        """Of each example's least certain token, among the tokens of its batch's plans and a random sample of the rest."""
        logits, targets = self._predictions(batch, batch.targets)
        probabilities = logits.float().softmax(-1).gather(1, targets[:, None])[:, 0]
        return least_certain(probabilities.cpu(), batch)

    def _start(self, batch: Batch) -> None:
        """Begin to count the time given; code that is to be compiled is so before, by reading a batch once."""
        if self.config.compile:
            self._loss(batch).backward()  # type: ignore[no-untyped-call]
        self.began = time.monotonic()

    def _encoded(self, epoch: int) -> list[Encoded]:
        if self.rank == 0:
            epoch_examples(self.config, epoch)
        if self.world > 1:
            dist.barrier()
        encoded = encode(epoch_examples(self.config, epoch), self.tokenizer)
        self.plan_tokens = torch.tensor(sorted({token for item in encoded for token in item.ids[item.start :]}))
        return encoded

    def _batches(self, epoch: Sequence[Encoded], number: int) -> Iterator[Batch]:
        rng = random.Random(f"{self.config.seed} {number}")
        # Compiled, a batch of another size would be compiled anew, for minutes.
        whole = self.config.compile
        return batches(epoch, size=self.config.batch, rng=rng, rank=self.rank, world=self.world, whole=whole)

    def _step(self, batch: Batch, step: int) -> float:
        loss = self._loss(batch)
        self.optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self.progress = self._share(self._progress(step))
        for group in self.optimizer.param_groups:
            group["lr"] = self.config.learning_rate * self._schedule(self.progress)
        nn.utils.clip_grad_norm_(self.parameters, self.config.clip)
        self.optimizer.step()
        return float(loss.detach())

    def _progress(self, step: int) -> float:
        if self.config.minutes is None:
            return step / max(1, self.steps)
        return (self.spent + time.monotonic() - self.began) / (60 * self.config.minutes)

    def _schedule(self, progress: float) -> float:
        if progress < self.config.warmup:
            return max(0.02, progress / self.config.warmup)
        done = min(1.0, (progress - self.config.warmup) / (1 - self.config.warmup))
        return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done))

    def _loss(self, batch: Batch) -> Tensor:
        """Cross-entropy a plan token, over the tokens of all plans and a random sample of the rest."""
        logits, targets = self._predictions(batch, self.plan_tokens)
        losses = nn.functional.cross_entropy(logits.float(), targets, reduction="none")
        weights = batch.weights.to(self.device)
        return (losses * weights).sum() / weights.sum()

    def _predictions(self, batch: Batch, tokens: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of the plans' tokens over `tokens` and a random sample of the rest, and the columns of the right ones."""
        extra = torch.randint(len(self.head), (NEGATIVES,), generator=self.generator)
        vocabulary = torch.unique(torch.cat([tokens, extra])).to(self.device)
        targets = torch.searchsorted(vocabulary, batch.targets.to(self.device))
        hidden = self.model.model(input_ids=batch.ids.to(self.device), use_cache=False).last_hidden_state
        chosen = hidden[batch.rows.to(self.device), batch.columns.to(self.device)]
        return chosen @ self.head[vocabulary].T, targets

    def _share(self, progress: float) -> float:
        """Average the workers' gradients, and their progress so that all use one learning rate."""
        if self.world == 1:
            return progress
        gradients = [parameter.grad for parameter in self.parameters if parameter.grad is not None]
        flat = torch.cat([*(gradient.flatten() for gradient in gradients), torch.tensor([progress])])
        dist.all_reduce(flat)
        flat /= self.world
        at = 0
        for gradient in gradients:
            gradient.copy_(flat[at : at + gradient.numel()].view_as(gradient))
            at += gradient.numel()
        return float(flat[-1])

    def _report(self, step: int, losses: list[float], start: int) -> None:
        if self.rank:
            return
        if step % 20 == 0:
            recent = losses[-50:]
            seconds = time.monotonic() - self.began
            speed = (step - start + 1) * self.config.batch / seconds
            line = (
                f"step {step} {self.progress:.1%} loss {sum(recent) / len(recent):.4f} {speed:.1f} ex/s {seconds:.0f} s"
            )
            with (self.config.out / "log.txt").open("a") as file:
                file.write(line + "\n")
        if step and step % self.config.checkpoint_every == 0:
            self._save(step + 1)

    def _save(self, step: int) -> None:
        if self.rank:
            return
        state = {
            "step": step,
            "spent": self.spent + time.monotonic() - self.began,
            "adapter": adapter_state(self.model),
            "optimizer": self.optimizer.state_dict(),
        }
        partial = self.config.out / f"{CHECKPOINT}.part"
        torch.save(state, partial)
        partial.replace(self.config.out / CHECKPOINT)
        torch.save(state["adapter"], self.config.out / ADAPTER)

    def _resume(self) -> int:
        path = self.config.out / CHECKPOINT
        if not path.exists():
            return 0
        state = torch.load(path)
        load_adapter(self.model, state["adapter"])
        self.optimizer.load_state_dict(state["optimizer"])
        self.spent = float(state["spent"])
        return int(state["step"])
