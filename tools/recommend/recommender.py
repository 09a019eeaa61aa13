"""From needs and a profile to a list."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from podbor.core.items import Item
from podbor.core.ports import CatalogStore, Embedder, Index, Vectors
from podbor.core.preferences import Constraints, Profile
from podbor.core.shared import SharedStatisticsSource
from podbor.core.slate import Gap, Need, Slate, SlateItem
from podbor.core.terms import Terms
from podbor.core.text import stems
from podbor.core.vocabulary import Locale, Service
from podbor.tools.catalog.ingredients import IngredientVocabulary
from podbor.tools.catalog.kinds import KindVocabulary
from podbor.tools.recommend.babies import babys_own
from podbor.tools.recommend.constraints import ConstraintChecker
from podbor.tools.recommend.containers import without_container
from podbor.tools.recommend.crowd import CurrentCrowd
from podbor.tools.recommend.diversity import diverse, round_robin, shared_out
from podbor.tools.recommend.fitting import asked_for, denying_first, is_akin, is_called
from podbor.tools.recommend.groups import Group, named_head, nearby, plainly
from podbor.tools.recommend.heads import head
from podbor.tools.recommend.intent import Intent
from podbor.tools.recommend.lexicon import Lexicon
from podbor.tools.recommend.reader import Reader
from podbor.tools.recommend.relaxation import emptied_by, relaxable
from podbor.tools.recommend.relevance import Floor, Signal
from podbor.tools.recommend.retrieval import Candidate, Retriever
from podbor.tools.recommend.scoring import Liking, Scorer, bigness, crowd_strength, same_as_asked, word_weights
from podbor.tools.recommend.service_experts import Sellers, ServiceGate, Voices
from podbor.tools.recommend.sid_branch import SidBranch
from podbor.tools.recommend.things import is_another_thing, title_noun
from podbor.tools.sid.prediction import PrefixPredictor
from podbor.tools.sid.prefixes import SEPARATOR

CANDIDATES = 80
FEWEST_CANDIDATES = 24
AUTOPSY = 300
"""Candidates that an empty list is explained with."""
TAKEN_KEPT = 20
NONE = Constraints()
NOTHING: frozenset[str] = frozenset()
CAFFEINE = frozenset(("caffeine",))
DECAF = re.compile(r"без кофеина|(?<!\w)decaf|caffeine[- ]free", re.IGNORECASE)
"""Says in a query that nothing with caffeine is wanted."""
FOUND_BY_NAME = 5
FEW = 3
"""Items of the kinds of a vague need, below which the list is topped up."""
NEAREST = 8
"""Candidates whose agreement tells an answer from scattered noise."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """One need on its way: what it means and inside what it is answered."""

    need: Need
    intent: Intent
    constraints: Constraints
    liking: Liking
    seen: Collection[str]
    size: int
    vectors: Mapping[str, Vectors]

    @property
    def strict(self) -> Constraints:
        """The constraints with what the query itself says: "без сахара", "nut free"."""
        return replace(
            self.constraints,
            require_diets=self.constraints.require_diets | self.intent.diets,
            exclude_allergens=self.constraints.exclude_allergens | self.intent.without,
            exclude_ingredients=self.constraints.exclude_ingredients
            | (CAFFEINE if DECAF.search(self.need.query) else NOTHING),
        )


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one need gave: the list in order; if none, whether it is carried at all and what keeps it off."""

    items: tuple[SlateItem, ...] = ()
    carried: bool = True
    emptied_by: tuple[str, ...] = ()
    relaxable: tuple[str, ...] = ()


class Recommender:
    """Retrieves, filters, scores and diversifies. Keeps no state of shoppers and may be shared by threads."""

    def __init__(
        self,
        *,
        index: Index,
        catalog: CatalogStore,
        embedder: Embedder,
        kinds: KindVocabulary,
        ingredients: IngredientVocabulary,
        services: Collection[Service],
        terms: Terms | None = None,
        lexicon: Lexicon | None = None,
        floor: Floor | None = None,
        shared: SharedStatisticsSource | None = None,
        predictor: PrefixPredictor | None = None,
    ) -> None:
        self._catalog = catalog
        self._crowd = CurrentCrowd(shared)
        self._kinds = kinds
        self._leaves = frozenset(kinds.leaves())
        self._floor = floor or Floor()
        self._lexicon = lexicon or Lexicon.build(catalog.iter_items())
        self.checker = ConstraintChecker(kinds=kinds, ingredients=ingredients, lexicon=self._lexicon, services=services)
        self._retriever = Retriever(
            index=index,
            catalog=catalog,
            embedder=embedder,
            checker=self.checker,
            lexicon=self._lexicon,
            crowd=self._crowd,
            sids=SidBranch(index=index, predictor=predictor) if predictor else None,
        )
        self._reader = Reader(
            kinds=kinds, terms=terms or Terms.load(), lexicon=self._lexicon, says=self._retriever.says
        )

    def recommend(
        self,
        needs: Sequence[Need],
        profile: Profile,
        *,
        size: int,
        limits: Sequence[Constraints] = (),
        seen: Collection[str] = (),
        locale: Locale,
        unavailable: tuple[Service, ...] = (),
        now: datetime | None = None,
    ) -> Slate:
        """Return up to `size` items for `needs`, shared out evenly, inside every constraint, without the `seen` ones.

        Nothing is relaxed: an empty list names the constraints without which there would be something. `limits` are the
        constraints of each need where those differ, one for the husband and one for the shopper; else the profile's. `unavailable`
        names services that did not answer and is passed through. `now`, with a zone, is what the hours of earlier takes are
        compared with. The same arguments give the same list, in any `locale`.
        """
        liking = Liking(
            soft=profile.soft,
            taken=self._taken(profile),
            crowd=self._crowd(),
            services=ServiceGate.of(profile, self._catalog, now),
        )
        requests = self._requests(needs, limits or [profile.constraints] * len(needs), liking, seen, size)
        answers = [self._answer(request) for request in requests]
        missing = tuple(need.query for need, answer in zip(needs, answers, strict=True) if not answer.carried)
        emptied = dict.fromkeys(name for answer in answers for name in answer.emptied_by)
        items = shared_out([answer.items for answer in answers], size)
        answered = {shown.need for shown in items}
        return Slate(
            needs=tuple(needs),
            items=tuple(items),
            not_carried=missing,
            emptied_by=tuple(emptied),
            relaxable=tuple(dict.fromkeys(name for answer in answers for name in answer.relaxable)),
            gaps=tuple(
                Gap(need=number, emptied_by=answer.emptied_by, relaxable=answer.relaxable)
                for number, answer in enumerate(answers)
                if answer.carried and number not in answered
            ),
            unavailable=unavailable,
        )

    def kept_off(self, slate: Slate, constraints: Constraints) -> tuple[int, ...]:
        """Return the positions, from 1, of what `constraints` would keep off the list, whatever it costs."""
        return tuple(
            position
            for position, shown in enumerate(slate.items, start=1)
            if any(self.checker.violations(shown.item, self._limits(shown, slate.needs[shown.need], constraints)))
        )

    def obeys(self, slate: Slate, constraints: Constraints, *, limits: Sequence[Constraints] = ()) -> bool:
        """Return whether every item and every offer shown is inside its need and `constraints`, or else its need's `limits`."""
        of_needs = limits or [constraints] * len(slate.needs)
        return all(self._obeys(shown, slate.needs[shown.need], of_needs[shown.need]) for shown in slate.items)

    def _obeys(self, shown: SlateItem, need: Need, constraints: Constraints) -> bool:
        limits = self._limits(shown, need, constraints)
        offers = self.checker.admissible(shown.offers, need, limits)
        return len(offers) == len(shown.offers) and not any(self.checker.violations(shown.item, limits))

    def _limits(self, shown: SlateItem, need: Need, constraints: Constraints) -> Constraints:
        return self.checker.applicable(constraints.of_need(need.query), shown.item.kind)

    def find_items(self, query: str, constraints: Constraints = NONE) -> Sequence[Item]:
        """Return the items that a name means and that obey `constraints`, best first; none when nothing comes near it."""
        request = self._requests([Need(query=query)], [constraints], Liking(), (), FOUND_BY_NAME)[0]
        return [shown.item for shown in self._answer(request).items]

    def signals(self, need: Need, *, kinds: bool = True, limit: int = CANDIDATES) -> list[Signal]:
        """What the relevance floor sees of the items nearest to a need, before it decides; for calibration.

        Without `kinds`, as if the vocabulary knew none.
        """
        request = self._requests([need], [Constraints()], Liking(), (), limit)[0]
        groups = request.intent.groups if kinds else tuple(replace(g, kind="") for g in request.intent.groups)
        found: list[Signal] = []
        for group in groups:
            where = self.checker.where(need, Constraints(), kind=group.kind)
            hits = [] if where is None else self._retriever.search(group, where, vectors=request.vectors, limit=limit)
            candidates = list(self._retriever.read(hits, need, Constraints()))
            scorer = self._scorer(group, request, candidates)
            found += [scorer.signal(candidate.item, candidate.hit) for candidate in candidates]
        return found

    def _requests(
        self, needs: Sequence[Need], limits: Sequence[Constraints], liking: Liking, seen: Collection[str], size: int
    ) -> list[Request]:
        needs = [_said_plainly(need) for need in needs]
        intents, vectors = self._read(needs)
        return [
            Request(
                need=need,
                intent=intent,
                constraints=constraints.of_need(need.query),
                liking=liking,
                seen=seen,
                size=size,
                vectors=vectors,
            )
            for need, intent, constraints in zip(needs, intents, limits, strict=True)
        ]

    def _read(self, needs: Sequence[Need]) -> tuple[list[Intent], Mapping[str, Vectors]]:
        read = [self.understand(need) for need in needs]
        vectors = self._retriever.embed([group.text for intent in read for group in intent.groups])
        intents = [
            replace(intent, groups=tuple(self._retriever.settle(group, vectors) for group in intent.groups))
            for intent in read
        ]
        return intents, vectors

    def understand(self, need: Need) -> Intent:
        """Read a need with the vocabularies and what titles say."""
        return self._reader.read(need)

    def _answer(self, request: Request) -> Answer:
        items = self._ranked(request, request.strict)
        if request.need.kinds and len(items) < min(FEW, request.size) and not request.seen:
            items = (*items, *self._nearby(request, items))[: request.size]
        if items or request.seen:
            return Answer(items=items)
        diets = {f"diet {diet}" for diet in request.strict.require_diets}
        blockers = self._blockers(request)
        if blockers and all(names & diets for names in blockers):
            items = self._akin(request) or self._akin(self._asked_plainly(request))
        elif not blockers:
            items = self._nearest(request) or self._called_so(request)
        if items:
            return Answer(items=items)
        if not blockers and request.intent.groups[0].whole and (query := plainly(request.need.query, self._kinds)):
            # What the story told as a condition stays one.
            return self._answer(replace(self._asked_anew(request, query), constraints=request.strict))
        if not blockers and (query := babys_own(request.need.query, self._kinds)):
            return self._answer(self._asked_anew(request, query))
        return Answer(carried=bool(blockers), emptied_by=emptied_by(blockers), relaxable=relaxable(blockers))

    def _asked_plainly(self, request: Request) -> Request:
        """The request for the kind alone inside the same constraints, whatever it is for: "сыр для пиццы" is "сыр"."""
        kind = self._kinds.get(request.intent.groups[0].kind)
        if kind is None:
            return request
        plain = self._asked_anew(request, kind.en if request.need.query.isascii() else kind.ru)
        told = request.intent
        return replace(plain, intent=replace(plain.intent, diets=told.diets, without=told.without))

    def _asked_anew(self, request: Request, query: str) -> Request:
        need = replace(request.need, query=query)
        [intent], vectors = self._read([need])
        return replace(request, need=need, intent=intent, vectors=vectors)

    def _nearest(self, request: Request) -> tuple[SlateItem, ...]:
        """What is of the kind or the brand that a need surely names, whatever else it tells: "a cake for Alice"."""
        intent = request.intent
        of_kind = all(group.kind in self._leaves for group in intent.groups)
        if of_kind and (not self._reader.unknown(intent) or named_head(request.need.query, self._kinds)):
            return self._ranked(request, request.strict, loose=True)
        found = self._ranked(request, request.strict, loose=True) if intent.brands else ()
        return tuple(shown for shown in found if same_as_asked(shown.item, intent.brands))

    def _nearby(self, request: Request, items: Collection[SlateItem]) -> tuple[SlateItem, ...]:
        """What is near a vague need on the shelf of its kinds, beside the `items` that constraints left of them."""
        limited = request.strict != NONE or request.need.price_min is not None or request.need.price_max is not None
        group = nearby(request.need, request.intent.groups, self._kinds) if limited else None
        if group is None:
            return ()
        near = replace(
            request,
            intent=replace(request.intent, groups=(group,)),
            vectors=self._retriever.embed([group.text]),
            seen=[shown.item.item_id for shown in items],
        )
        return self._ranked(near, request.strict)

    def _called_so(self, request: Request) -> tuple[SlateItem, ...]:
        """What another shelf calls by the same noun where that of a need has nothing: canned corn for "кукуруза"."""
        query, groups = request.need.query, request.intent.groups
        if self._reader.unknown(request.intent) or any(group.kind not in self._leaves for group in groups):
            return ()
        found = self._ranked(_beyond_kinds(request), request.strict, loose=True)
        return tuple(shown for shown in found if title_noun(shown.item, english=query.isascii()) == head(query))

    def _ranked(self, request: Request, constraints: Constraints, *, loose: bool = False) -> tuple[SlateItem, ...]:
        """The list inside `constraints`; if `loose`, with all that is of the kinds, however little of the need it meets."""
        groups = request.intent.groups
        limit = max(CANDIDATES // len(groups), FEWEST_CANDIDATES)
        lists = [self._group(group, request, constraints, limit, loose) for group in groups]
        query, intent = request.need.query, request.intent
        fit = asked_for(query, intent, list(round_robin(lists)), self._kinds)
        return tuple(denying_first(query, intent, fit))[: request.size]

    def _akin(self, request: Request) -> tuple[SlateItem, ...]:
        """What a diet, the shopper's or the query's, allows under the same name: vegan cheese for cheese, nothing for eggs.

        Of the same shelf; of another only where that has none.
        """
        asked = [kind for group in request.intent.groups if (kind := self._kinds.get(group.kind))]
        found = [
            shown
            for shown in self._ranked(_beyond_kinds(request), request.strict)
            if shown.item.diets >= request.strict.require_diets
        ]
        akin = [
            shown
            for shown in found
            if any(is_akin(shown.item, self._kinds.get(shown.item.kind), kind, request.intent.stems) for kind in asked)
        ]
        return tuple(akin or (shown for shown in found if any(is_called(shown.item, kind) for kind in asked)))

    def _group(
        self, group: Group, request: Request, constraints: Constraints, limit: int, loose: bool
    ) -> list[SlateItem]:
        found = self._retriever.find(
            group,
            request.need,
            constraints,
            vectors=request.vectors,
            seen=request.seen,
            limit=limit,
            enough=request.size,
            history=request.liking.history,
        )
        scorer = self._scorer(group, request, found)
        meant = [
            candidate
            for candidate in found
            if not is_another_thing(group.text, candidate.item, self._kinds)
            and (loose or self._relevant(group, scorer, candidate))
        ]
        shown = [_shown(candidate, scorer) for candidate in meant]
        ranked = asked_for(request.need.query, request.intent, shown, self._kinds)
        ranked.sort(key=lambda shown: (-shown.score, shown.item.item_id))
        return diverse(
            ranked,
            size=request.size,
            one_brand=bool(request.intent.brands),
            one_kind=group.kind in self._leaves,
            sizes=request.intent.size is not None,
        )

    def _blockers(self, request: Request) -> list[frozenset[str]]:
        """What keeps each relevant item off, all constraints aside; nothing relevant at all: not carried."""
        names: list[frozenset[str]] = []
        bare = Need(query=request.need.query)
        for group in request.intent.groups:
            where = self.checker.where(bare, Constraints(), kind=group.kind)
            if where is None:
                continue
            hits = self._retriever.search(group, where, vectors=request.vectors, limit=AUTOPSY)
            found = list(self._retriever.read(hits, bare, Constraints()))
            scorer = self._scorer(group, request, found)
            for candidate in found:
                another = is_another_thing(group.text, candidate.item, self._kinds)
                if not another and self._relevant(group, scorer, candidate):
                    # Without a kind the index is asked for the diets of everything: so they are what keeps it off.
                    limits = self.checker.applicable(request.strict, candidate.item.kind if group.kind else "")
                    blocked = self.checker.blockers(candidate.item, candidate.offers, request.need, limits)
                    names.append(blocked if blocked is not None else frozenset(("stock",)))
        return names

    def _scorer(self, group: Group, request: Request, found: Sequence[Candidate]) -> Scorer:
        return Scorer(
            checker=self.checker,
            intent=request.intent,
            group=group,
            liking=request.liking,
            best_sparse=max((candidate.hit.sparse or 0.0 for candidate in found), default=0.0),
            weights=word_weights(
                request.intent.stems | request.intent.aside,
                [self.checker.own_names(candidate.item) for candidate in found],
            ),
            one_kind=group.kind in self._leaves,
            unknown=self._reader.unknown(request.intent),
            agreement=_agreement(found),
            bigness=bigness([candidate.item for candidate in found]) if request.intent.scale else {},
            voices=_voices(request, found),
        )

    def _relevant(self, group: Group, scorer: Scorer, candidate: Candidate) -> bool:
        if not group.text.strip() or (not group.whole and group.kind):
            return True
        if not group.whole:
            # A name that the planner made up and no shelf has: "pizza base" must not bring whatever is nearest.
            return self.checker.names(candidate.item).issuperset(stems(group.text))
        return self._floor.passes(scorer.signal(candidate.item, candidate.hit))

    def _taken(self, profile: Profile) -> tuple[Item, ...]:
        recent = profile.accepted[-TAKEN_KEPT:]
        return tuple(self._catalog.items(recent).values()) if recent else ()


def _voices(request: Request, found: Sequence[Candidate]) -> Voices:
    crowd, taken = request.liking.crowd, request.liking.taken
    sellers = [
        Sellers(
            services=frozenset(offer.service for offer in candidate.admissible),
            strength=crowd_strength(crowd.evidence(candidate.item, taken)),
        )
        for candidate in found
    ]
    return request.liking.services.voices(sellers, request.need, request.constraints.require_services)


def _agreement(found: Sequence[Candidate]) -> float:
    """Share of the nearest candidates that have the commonest first code of a semantic ID."""
    nearest = sorted(found, key=lambda candidate: -(candidate.hit.dense or 0.0))[:NEAREST]
    codes = Counter(candidate.item.sid.partition(SEPARATOR)[0] for candidate in nearest)
    return codes.most_common(1)[0][1] / len(nearest) if nearest else 0.0


def _said_plainly(need: Need) -> Need:
    """The need without what its things are in: "box of chocolates"."""
    return replace(
        need, query=without_container(need.query), kinds=tuple(without_container(kind) for kind in need.kinds)
    )


def _beyond_kinds(request: Request) -> Request:
    """The request without the kinds it names: vegan milk is of another kind than milk."""
    groups = tuple(replace(group, kind="") for group in request.intent.groups)
    return replace(request, intent=replace(request.intent, groups=groups))


def _shown(candidate: Candidate, scorer: Scorer) -> SlateItem:
    evidence = scorer.evidence(candidate.item, candidate.admissible, candidate.hit)
    return SlateItem(
        item=candidate.item,
        offers=candidate.admissible,
        score=sum(part.value for part in evidence),
        evidence=evidence,
    )
