"""search_catalog: a new need, or more said of one there is."""

from dataclasses import replace

from podbor.core.errors import ToolRetry
from podbor.core.slate import Need
from podbor.tools.contract import SearchCatalog
from podbor.tools.toolbox.context import ToolContext, ToolOutcome
from podbor.tools.toolbox.sameness import need_of, says_the_same

KOPECKS = 100


async def search_catalog(args: SearchCatalog, context: ToolContext) -> ToolOutcome:
    """Turn the arguments into a need; the recommender answers it after the tools have run."""
    unknown = [service for service in args.services or () if service not in context.services]
    if unknown:
        raise ToolRetry(field="search_catalog.services", got=unknown[0], valid=context.services)
    at = _narrowed(args, context)
    need = _new(args) if at is None else _refined(context.needs[at], args)
    return ToolOutcome(
        content=f"searching {need.query!r}; the list is made after the tools have run",
        need=need,
        refines=at,
        rebuild=True,
    )


def _narrowed(args: SearchCatalog, context: ToolContext) -> int | None:
    """Which need a search is of: the one that it names, or the last where it names none; None where it begins a new one."""
    if not args.query.strip():
        return len(context.needs) - 1 if context.needs else None
    need = need_of(args.query, context.named)
    return None if need is None else context.needs.index(need)


def _new(args: SearchCatalog) -> Need:
    return Need(
        query=args.query.strip(),
        kinds=tuple(args.kinds or ()),
        services=tuple(args.services or ()),
        price_min=_kopecks(args.price_min),
        price_max=_kopecks(args.price_max),
    )


def _refined(current: Need, args: SearchCatalog) -> Need:
    """Keep what was said before unless it is said anew; a bound that contradicts an older one replaces it.

    The kinds of a vague need are of its very words.
    """
    same = not args.query.strip() or says_the_same(args.query, current.query)
    low = _kopecks(args.price_min) if args.price_min is not None else current.price_min
    high = _kopecks(args.price_max) if args.price_max is not None else current.price_max
    if low is not None and high is not None and low > high:
        low, high = (low, None) if args.price_min is not None else (None, high)
    return replace(
        current,
        query=current.query if same else args.query.strip(),
        kinds=tuple(args.kinds) if args.kinds else current.kinds if same else (),
        services=tuple(args.services) if args.services else current.services,
        price_min=low,
        price_max=high,
    )


def _kopecks(roubles: int | None) -> int | None:
    return None if roubles is None else roubles * KOPECKS
