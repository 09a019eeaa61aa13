"""The planner that the settings ask for."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from podbor.agent.context import Planner
from podbor.core.settings import Settings


@contextmanager
def open_planner(settings: Settings) -> Iterator[Planner]:
    """Open the planner and close it deliberately: a model left open can hang the process at exit."""
    if settings.planner == "openai" and settings.openai_plan_language:
        from podbor.agent.planner.adapter_endpoint import AdapterEndpointPlanner

        yield AdapterEndpointPlanner.from_settings(settings)
        return
    if settings.planner == "openai":
        from podbor.agent.planner.remote import OpenAIPlanner

        yield OpenAIPlanner.from_settings(settings)
        return
    from podbor.agent.planner.embedded import EmbeddedPlanner

    with closing(EmbeddedPlanner.from_settings(settings)) as planner:
        yield planner
