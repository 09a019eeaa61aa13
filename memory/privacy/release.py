"""A release: paid for first, then counted, noised and published."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

from podbor.core.shared import Statistic
from podbor.memory.privacy.contributions import KEYS_PER_SHOPPER, History, count
from podbor.memory.privacy.ledger import Entry, PrivacyLedger
from podbor.memory.privacy.mechanism import add_noise, calibrate

EPSILON, DELTA = 1.0, 1e-6
"""What one release costs where nothing else is asked for."""


def release(
    ledger: PrivacyLedger,
    histories: Callable[[], Iterable[History]],
    statistic: Statistic,
    *,
    epsilon: float = EPSILON,
    delta: float = DELTA,
    keys: int | None = None,
) -> Entry:
    """Release `statistic` with (epsilon, delta)-DP for one shopper more or less. Returns its entry in the ledger.

    `histories` is called, and the noise drawn, after the cost is in the ledger: a release that fails stays paid for.
    `keys` bounds what one shopper adds. Raises InputError naming the value out of range, and BudgetSpent.
    """
    keys = KEYS_PER_SHOPPER[statistic] if keys is None else keys
    calibration = calibrate(epsilon=epsilon, delta=delta, keys=keys)
    entry_id = ledger.spend(statistic, calibration, epsilon=epsilon, delta=delta, at=datetime.now(UTC))
    counts = count(statistic, histories(), keys=keys)
    ledger.publish(entry_id, add_noise(counts, calibration), at=datetime.now(UTC))
    return next(entry for entry in ledger.entries() if entry.entry_id == entry_id)
