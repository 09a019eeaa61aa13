"""Words of a query that say nothing of the thing: for whom, how old, on what occasion, how many packs."""

from podbor.core.text import stem

PERSONS = frozenset(
    map(
        stem,
        (
            "дочка дочке дочь дочери доченька сын сыну сынок сыночек мама маме мать папа папе отец отцу муж мужу жена жене бабушка "
            "дедушка брат сестра внук внучка внучке племянник племянница племяннице друг другу подруга подруге коллега коллеге "
            "подросток подростку ребенок ребенку "
            "daughter son mum mom mother dad father husband wife grandma grandpa grandmother grandfather brother sister "
            "nephew niece friend colleague girlfriend boyfriend"
        ).split(),
    )
)
OCCASIONS = frozenset(
    map(stem, "рождения юбилей годовщина свадьба праздник birthday anniversary wedding holiday".split())
)
DAY = stem("день")
GIFTS = frozenset(map(stem, "подарок сюрприз gift present surprise".split()))
"""Words that name no thing: with nothing else said, there is none to tell a story around."""
AGES = frozenset(map(stem, "лет год года year years yo old".split()))
"""What stands behind a number that is an age; months are not here, since food for babies is told apart by them."""
PACKS = frozenset(
    map(
        stem,
        (
            "шт штука штуки штук пара пары пар пачка пачек упаковка упаковок бутылка бутылок банка банок коробка коробок пакет "
            "пакетов pc pcs piece pieces pair pairs pack packs bottle bottles can cans jar jars box boxes"
        ).split(),
    )
)
"""What stands behind a number that is a count."""


def asides(said: list[str]) -> frozenset[int]:
    """The places of such words.

    >>> sorted(asides("торт на день рождения дочке 6 лет".split())), sorted(asides("black socks 5 pairs".split()))
    ([2, 3, 4, 5, 6], [2, 3])
    """
    roots = [stem(word) for word in said]
    found = {at for at, root in enumerate(roots) if root in PERSONS | OCCASIONS}
    for at, root in enumerate(roots):
        before = at > 0 and said[at - 1].isdigit()
        if before and root in AGES | PACKS:
            found |= {at - 1, at}
        elif root in AGES and at - 1 in found:
            found.add(at)
        elif root == DAY and at + 1 in found:
            found.add(at)
    return frozenset(found)
