"""Every error Podbor raises.

PodborError
├── InputError        a row of a feed or a data file is wrong; names file, line, field and reason
├── ToolError         a tool call failed
│   ├── ToolRetry     the arguments are wrong and the planner should try again; names the field and the valid values
│   └── ToolRefusal   the arguments are right and it cannot be done; the shopper is told
├── PlannerUnavailable the planner's endpoint does not answer, or not in a way that can be read; the shopper is told
├── BudgetSpent       a release of shared statistics would cost more than the privacy budget
└── SetupError        a part of the installation is missing or broken; carries the command that mends it
"""

from collections.abc import Iterable


class PodborError(Exception):
    """Base of all errors of this package."""


class InputError(PodborError):
    """A row of an input file that cannot be taken."""

    def __init__(self, *, file: str, line: int, field: str, reason: str) -> None:
        super().__init__(f"{file}:{line}: {field}: {reason}")
        self.file = file
        self.line = line
        self.field = field
        self.reason = reason


class ToolError(PodborError):
    """Base of a tool call's failures."""


class ToolRetry(ToolError):
    """A wrong argument: the text names the field and the valid values, so that the planner can mend its call."""

    def __init__(self, *, field: str, got: object, valid: Iterable[object] | str) -> None:
        choices = valid if isinstance(valid, str) else ", ".join(str(value) for value in valid)
        super().__init__(f"{field}: got {got!r}; valid: {choices}")
        self.field = field
        self.got = got
        self.valid = choices


class ToolRefusal(ToolError):
    """A right call that cannot be carried out; `reason` is a message id of the narration, not prose."""

    def __init__(self, reason: str, **facts: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class PlannerUnavailable(PodborError):
    """The planner's endpoint does not answer after retries. The text names endpoint and cause and nothing that a shopper said."""

    def __init__(self, endpoint: str, cause: str) -> None:
        super().__init__(f"the planner at {endpoint} is not available: {cause}")
        self.endpoint = endpoint
        self.cause = cause


class BudgetSpent(PodborError):
    """A release that would bring the total over the privacy budget; nothing was read and nothing was spent."""

    def __init__(self, *, statistic: str, total: float, budget: float, delta: float, spent: float) -> None:
        super().__init__(
            f"privacy budget: a release of {statistic} would bring the total to epsilon {total:.3g}; "
            f"spent: {spent:.3g} of {budget:.3g} (delta {delta:g})"
        )
        self.total = total
        self.budget = budget


class SetupError(PodborError):
    """A missing or corrupt index, database or model file."""

    def __init__(self, what: str, *, mend: str) -> None:
        super().__init__(f"{what} — mend it with: {mend}")
        self.what = what
        self.mend = mend
