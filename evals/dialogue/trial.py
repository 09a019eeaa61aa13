"""One trial of one case, whatever happens in it, as a record."""

from langchain_core.messages import AIMessage

from podbor.agent.context import Planner
from podbor.core.errors import SetupError
from podbor.evals.dialogue.dialogue import Dialogue, EndpointDown
from podbor.evals.dialogue.homes import Homes
from podbor.evals.dialogue.loading import Case
from podbor.evals.dialogue.planners import NoOracle, TrialPlanner
from podbor.evals.dialogue.record import Outcome, SimulatorRecord, TrialRecord
from podbor.evals.dialogue.scenario import ScenarioTurn
from podbor.evals.simulator.port import ShopperDown, Shoppers

INFRASTRUCTURE = (EndpointDown, ShopperDown, SetupError, OSError, MemoryError)


async def run_trial(
    case: Case, *, trial: int, seed: int, homes: Homes, inner: Planner | None, shoppers: Shoppers
) -> TrialRecord:
    """Play a case once. Never raises: what went wrong is the record's outcome and reason."""
    outcome: Outcome = "done"
    reason = ""
    private = any(turn.restart or turn.offers for turn in case.scenario.turns)
    planner = TrialPlanner(inner)
    dialogue: Dialogue | None = None
    simulator: SimulatorRecord | None = None
    try:
        async with homes.stage(case.fixture, f"{case.case_id}.{trial}", private=private) as stage:
            dialogue = Dialogue(case, trial=trial, stage=stage, planner=planner)
            dialogue.write_past(case.scenario.shopper)
            simulator = await _play(case, dialogue, shoppers, seed=seed + trial)
    except NoOracle as error:
        outcome, reason = "skipped", str(error)
    except INFRASTRUCTURE as error:
        outcome, reason = "error", f"{type(error).__name__}: {error}"
    except Exception as error:
        outcome, reason = "crashed", f"{type(error).__name__}: {error}"
    return TrialRecord(
        case_id=case.case_id,
        trial=trial,
        seed=seed,
        outcome=outcome,
        reason=reason,
        turns=dialogue.turns if dialogue else [],
        simulator=simulator,
    )


async def _play(case: Case, dialogue: Dialogue, shoppers: Shoppers, *, seed: int) -> SimulatorRecord | None:
    simulator: SimulatorRecord | None = None
    for part, turn in enumerate(case.scenario.turns):
        if turn.say is not None:
            await dialogue.say(turn, turn.say, part=part)
        else:
            simulator = await _simulate(case, turn, part, dialogue, shoppers, seed=seed)
    return simulator


async def _simulate(
    case: Case, turn: ScenarioTurn, part: int, dialogue: Dialogue, shoppers: Shoppers, *, seed: int
) -> SimulatorRecord:
    assert turn.simulate is not None
    shopper = shoppers.open(case, turn.simulate, seed=seed)
    last = dialogue.turns[-1] if dialogue.turns else None
    for _ in range(turn.simulate.most):
        said = await shopper.next(last)
        if said is None:
            break
        oracle: AIMessage | None = said.oracle
        last = await dialogue.say(turn, said.text, part=part, oracle=oracle)
    return shopper.close(last)
