"""Which simulated shoppers a run asked for."""

from podbor.core.settings import Settings
from podbor.evals.simulator.port import Shoppers


def open_shoppers(settings: Settings, name: str) -> Shoppers:
    """The agenda's, or those of the endpoint of the settings."""
    if name == "llm":
        from podbor.evals.simulator.llm import LlmShoppers

        return LlmShoppers.from_settings(settings)
    from podbor.evals.simulator.agenda import AgendaShoppers

    return AgendaShoppers()
