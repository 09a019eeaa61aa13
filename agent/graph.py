"""The state machine of one turn: perceive → plan ⇄ act → recommend → narrate → verify."""

from typing import Any

from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph import END, START, StateGraph
from langgraph.graph.state import CompiledStateGraph

from podbor.agent.context import Context
from podbor.agent.nodes.act import act
from podbor.agent.nodes.narrate import narrate
from podbor.agent.nodes.perceive import perceive
from podbor.agent.nodes.plan import plan
from podbor.agent.nodes.recommend import recommend
from podbor.agent.nodes.verify import verify
from podbor.agent.state import ConversationState

STEPS = ("perceive", "plan", "act", "recommend", "narrate", "verify")


def build_graph(checkpointer: BaseCheckpointSaver[Any]) -> CompiledStateGraph[Any, Context, Any, Any]:
    """Compile the graph. perceive, plan and act name their successor themselves."""
    graph = StateGraph(ConversationState, context_schema=Context)
    for node in (perceive, plan, act, recommend, narrate, verify):
        graph.add_node(node.__name__, node)
    graph.add_edge(START, "perceive")
    graph.add_edge("recommend", "narrate")
    graph.add_edge("narrate", "verify")
    graph.add_edge("verify", END)
    return graph.compile(checkpointer=checkpointer)
