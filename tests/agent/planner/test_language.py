import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podbor.agent.planner import language
from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.grammar import plan_grammar
from podbor.agent.planner.language import (
    PLAIN,
    Bounds,
    Compare,
    FactPhrase,
    Find,
    Forget,
    Judge,
    Plain,
    PlanSyntaxError,
    Prefer,
    Shift,
    Why,
    parse_plan,
    render_plan,
)
from podbor.agent.planner.resolve import TOOLS, Call, resolve
from podbor.core.vocabulary import ALLERGENS, ATTRIBUTES, DIETS, DIRECTIONS, SCOPES, STANCES, TASTES
from podbor.tools.contract import parse_call

CLOSED = {"allergen": ALLERGENS, "diet": DIETS, "taste": TASTES, "service": language.SERVICES}
WORD = st.from_regex(r"[a-zA-Zа-яё0-9%&/+'.-]{1,12}", fullmatch=True)
TEXT = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
PRICE = st.integers(min_value=0, max_value=9_999_999)
POSITION = st.integers(min_value=1, max_value=5)


@st.composite
def facts(draw):
    facet = draw(st.sampled_from([*CLOSED, *language.OPEN_FACETS]))
    return {"facet": facet, "value": draw(st.sampled_from(CLOSED[facet]) if facet in CLOSED else TEXT)}


@st.composite
def searches(draw):
    args = {"query": draw(TEXT)}
    bounds = sorted(draw(st.lists(PRICE, max_size=2, unique=True)))
    args |= dict(zip(draw(st.sampled_from([("price_min", "price_max"), ("price_max",)])), bounds, strict=False))
    services = draw(st.lists(st.sampled_from(language.SERVICES), unique=True))
    kinds = draw(st.lists(TEXT, max_size=5))
    return Call(
        name="search_catalog",
        args=args | ({"services": services} if services else {}) | ({"kinds": kinds} if kinds else {}),
    )


@st.composite
def preferences(draw):
    fact = st.tuples(facts(), st.sampled_from(STANCES), st.sampled_from(SCOPES))
    drawn = draw(st.lists(fact, min_size=1, max_size=3, unique_by=str))
    changes = [{**fact, "stance": stance, "scope": scope} for fact, stance, scope in drawn]
    return Call(name="update_preferences", args={"changes": changes})


def _call(name, **args):
    return st.fixed_dictionaries(args).map(lambda filled: Call(name=name, args=filled))


CALLS = st.one_of(
    searches(),
    preferences(),
    _call("critique", attribute=st.sampled_from(ATTRIBUTES), direction=st.sampled_from(DIRECTIONS)),
    _call("critique", attribute=st.sampled_from(ATTRIBUTES), direction=st.sampled_from(DIRECTIONS), item=POSITION),
    _call("give_feedback", item=POSITION, verdict=st.sampled_from(["accept", "reject"])),
    _call("compare_offers"),
    _call("compare_offers", items=st.lists(POSITION, min_size=1, max_size=3, unique=True)),
    _call("compare_offers", query=TEXT),
    _call("explain"),
    _call("explain", item=POSITION),
    _call("show_more"),
    _call("show_profile"),
    _call("undo"),
    _call("forget", what=st.one_of(st.just("everything"), facts())),
)
PLANS = st.lists(
    CALLS, min_size=1, max_size=4, unique_by=lambda call: str(sorted(call.args.items())) + call.name
).filter(lambda calls: sum(call.name == "update_preferences" for call in calls) <= 1)


def acts_of(calls):
    """What `resolve` makes the calls of."""
    return tuple(act for call in calls for act in _acts(call.name, call.args))


def _acts(name, args):
    item = (str(args["item"]),) if "item" in args else ()
    match name:
        case "search_catalog":
            services = tuple(args.get("services", ()))
            bounds = Bounds(price_min=args.get("price_min"), price_max=args.get("price_max"), services=services)
            return [Find(query=args["query"], kinds=tuple(args.get("kinds", ())), bounds=bounds)]
        case "update_preferences":
            return [
                Prefer(
                    stance=one["stance"], scope=one["scope"], fact=FactPhrase(facet=one["facet"], value=one["value"])
                )
                for one in args["changes"]
            ]
        case "critique":
            return [Shift(attribute=args["attribute"], direction=args["direction"], ref=next(iter(item), None))]
        case "give_feedback":
            return [Judge(verdict=args["verdict"], refs=item)]
        case "compare_offers":
            return [Compare(refs=tuple(map(str, args.get("items", ()))), query=args.get("query"))]
        case "explain":
            return [Why(refs=item)]
        case "forget":
            return [Forget(fact=None if args["what"] == "everything" else FactPhrase(**args["what"]))]
    return [Plain(word=PLAIN[word]) for word, tool in TOOLS.items() if tool == name]


@given(PLANS)
def test_calls_survive_the_plan_language(calls):
    for call in calls:
        parse_call(call.name, call.args)
    plan = render_plan(acts_of(calls))
    assert list(resolve(parse_plan(plan), PlannerContext()).calls) == calls


@given(PLANS)
def test_a_rendered_plan_reads_back_as_the_same_acts(calls):
    acts = acts_of(calls)
    assert parse_plan(render_plan(acts)) == acts


@pytest.mark.parametrize(
    "plan",
    [
        "",
        "buy milk",
        "find ",
        "same сыр",
        "ban nuts always",
        "price sideways",
        "take",
        "take ninth",
        "find x <",
        "find x @ozon",
    ],
)
def test_what_is_not_a_plan_is_refused(plan):
    with pytest.raises(PlanSyntaxError):
        parse_plan(plan)


def test_every_example_of_the_reference_is_a_plan_in_canonical_spelling():
    text = Path(language.__file__).with_name("LANGUAGE.md").read_text(encoding="utf-8")
    examples = re.search(r"## Examples.*?```\n(.*?)```", text, re.DOTALL)
    plans = [line.rpartition(" ⇒ ")[2] for line in examples[1].splitlines()]
    assert len(plans) >= 40
    assert [render_plan(parse_plan(plan)) for plan in plans] == plans


def as_regex(grammar: str) -> re.Pattern[str]:
    """The grammar has no recursion, so that it can be written out as one regular expression."""
    rules = dict(line.split(" ::= ", 1) for line in grammar.splitlines())

    def expand(name: str) -> str:
        token = re.compile(r'"((?:[^"\\]|\\.)*)"|(\[(?:[^\]\\]|\\.)*\])|(\{[\d,]+\})|([a-z]+)|([|()?*+])|\s+')
        out = []
        for literal, chars, count, rule, sign in token.findall(rules[name]):
            out.append(re.escape(literal.replace('\\"', '"').replace("\\n", "\n")) if literal else chars or count)
            out.append(f"(?:{expand(rule)})" if rule else sign)
        return "".join(out)

    return re.compile(expand("root"))


@settings(deadline=None, max_examples=50)
@given(PLANS)
def test_the_grammar_accepts_every_rendered_plan(calls):
    prices = {
        price
        for call in calls
        for price in (call.args.get("price_min"), call.args.get("price_max"))
        if price is not None
    }
    assert as_regex(plan_grammar(sorted(prices))).fullmatch(render_plan(acts_of(calls)) + "\n")


@pytest.mark.parametrize(
    "plan",
    ["find x <20\n", "find x\nfind y\n", "ban cats\n", "find x <2000", "find x @ozon\n", "take 0\n", "chat me\n"],
)
def test_the_grammar_refuses_what_the_message_does_not_allow(plan):
    assert not as_regex(plan_grammar([2000])).fullmatch(plan)
