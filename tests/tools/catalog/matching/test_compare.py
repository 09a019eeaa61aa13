from random import Random

import pytest

from podbor.tools.catalog.matching import Reader, Verdict, compare

READER = Reader()


def verdict(left: str, right: str) -> Verdict:
    return compare(READER.read(left), READER.read(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Кефир Утро в деревне, 2,5%, 930 г", "Кефир УТРО В ДЕРЕВНЕ 2.5% 0,93 кг бзмж"),
        ("Йогурт Бурёнка с вишней 2,5% 290 г", "Burenka cherry yogurt 2.5%, 290 g"),
        ("Сок Садко яблочно-грушевый 1 л", "Сок Садко яблоко-груша, 1000 мл"),
        ("Колбаса Мясница с/к полусух. 300г", "Колбаса Мясница сырокопчёная полусухая, 300 г"),
        ("Пюре БебиНяня тыква 90 г", "Пюре Беби Няня, из тыквы, 90 г"),
        ("Чайник Zetta ZT-1482K 1,7 л", "Электрочайник ZETTA ZT 1482К, 1.7л"),
        ("Хлебцы Рустик ржаные 100 г", "Rustik rye crispbread 100 g"),
        ("Печенье Рустик 5 шт по 30 г", "Печенье Рустик 150 г"),
        ("Крем Bellé для сухой кожи 50 мл", "Крем Belle 50 мл"),
        ("Конфеты Рустик из молочного шоколада 250 г", "Конфеты Рустик 250 г"),
        ("Молоко Утро 3,2% 930 мл", "МОЛОКО УТРО ПАСТЕРИЗ. 3,2% 930МЛ ПЭТ"),
        ("Тунец Утро в собственном соку 185 г", "Консервы рыбные УТРО Тунец в с/с ж/б 185г"),
        ("Чипсы Рустик краб 140 г", "Чипсы РУСТИК из натурального картофеля со вкусом краба 140г"),
        ("Йогурт Утро персик 290 г", "Йогурт фруктовый УТРО Персик 290г"),
        ("Наполнитель для кошачьего туалета Барс комкующийся 10 л", "БАРС наполнитель комкующийся 10л"),
        ("Батарейки Zetta AA 4 шт", "Zetta батарейки пальчиковые LR6 4шт"),
        ("Смартфон Zetta Z5 8/256 ГБ чёрный", "ZETTA Z5 8GB+256GB Graphite Ocean Black"),
        ("Утюг Zetta DST5040 2600 Вт", "Утюг паровой ZETTA DST5040 Steam Care синий (ZDST5040B)"),
        ("Туалетная бумага Бриз белая 8 рулонов", "БРИЗ бум.туал. бел. 8рул"),
        ("Наполнитель Барс древесный 5 л", "БАРС нап-ль древесный д/кош.туалета 5л"),
        ("Колено таблетки 40 мг, 24 шт.", "КОЛЕНО ТБ 40МГ N24 Хиноин"),
        ("Бумага Бриз A4 500 листов", "БРИЗ бумага офисная А4 80г/м2 500л"),
        ("Мышь Zetta M185 серая", "Zetta Wireless Mouse M185 Grey 910-002235"),
        ("Сосиски Вязанка Утро 450 г", "Стародворье сосиски Утро ТМ Вязанка п/а 0,45кг"),
        ("Сок Утро апельсин 1 л", "УТРО Сок апельсиновый б/сах. т/п 1000мл"),
        ("Сыр плавленый Утро 150 г", "УТРО сыр плавл. 8шт 150г"),
        ("Молоко Utro Night 3,2% 930 мл", "Молоко Утро Найт 3,2% 930 мл"),
        ("Хлеб Коломенский Рижский 300 г", "Хлеб КОЛОМЕНСКИЙ Рижский с тмином 300г"),
    ],
)
def test_wording_language_and_notation_do_not_matter(left: str, right: str) -> None:
    assert verdict(left, right).same, verdict(left, right)
    assert verdict(right, left).same


@pytest.mark.parametrize(
    ("left", "right", "aspect"),
    [
        ("Кефир Утро 2,5% 930 г", "Кефир Утро 1% 930 г", "percent"),
        ("Кефир Утро 2,5% 930 г", "Кефир Утро 2,5% 450 г", "size"),
        ("Йогурт Утро вишня 290 г", "Йогурт Утро персик 290 г", "flavour"),
        ("Вода Ключ газированная 1 л", "Вода Ключ негазированная 1 л", "gas"),
        ("Кола Искра 1 л", "Кола Искра без сахара 1 л", "sugar"),
        ("Кофе Зебра молотый 250 г", "Кофе Зебра в зёрнах 250 г", "coffee"),
        ("Zebra ground coffee 250 g", "Zebra whole beans 250g", "coffee"),
        ("Наволочка Зорвекс бязь 50х70 см", "Зорвекс наволочка бязь 70х70", "square"),
        ("Чай Зорвекс крупнолистовой 100 г", "Зорвекс чай 50х2г", "leaf"),
        ("Чай Тигр чёрный 100 пакетиков", "Чай Тигр чёрный 25 пакетиков", "count"),
        ("Печенье Рустик 5 шт по 30 г", "Печенье Рустик 120 г", "size"),
        ("Крем Bellé для сухой кожи 50 мл", "Крем Belle для жирной кожи 50 мл", "skin"),
        ("Конфеты Рустик из молочного шоколада 250 г", "Конфеты Рустик из горького шоколада 250 г", "chocolate"),
        ("Смартфон Zetta Z5 8/256GB", "Смартфон Zetta Z5 8/128GB", "memory"),
        ("Смартфон Zetta Z5 8/256GB", "Смартфон Zetta Z6 8/256GB", "number"),
        ("Смартфон Zetta Z5 8/256GB", "Смартфон Zetta Z5 Pro 8/256GB", "edition"),
        ("Наушники Zetta Air чёрные", "Наушники Zetta Air белые", "colour"),
        ("Сыр Луг 45% 200 г", "Сыр Луг 45% нарезка 200 г", "cut"),
        ("Корм Барс для котят 400 г", "Корм Барс 400 г", "life"),
        ("Пылесос Zetta V8 серый", "Аккумулятор для пылесоса Zetta V8 серый", "part"),
        ("Хлеб Рустик пшеничный 300 г", "Хлеб Рустик ржаной 300 г", "flavour"),
        ("Лимонад Искра 1 л", "Кола Искра 1 л", "kind"),
        ("Оливки Рустик с косточкой 300 г", "Оливки Рустик без косточек 300 г", "stone"),
        ("Хлеб Коломенский 300 г", "Хлеб КОЛОМЕНСКИЙ с тмином 300г", "flavour"),
        ("Чехол для Zetta Z5", "Смартфон Zetta Z5", "part"),
        ("Молоко Утро 3,2% 930 мл", "Молоко Вечер 3,2% 930 мл", "name"),
        ("Молоко Утро 2,5% 930 мл", "Молоко Утро 3,4-6% 930 мл", "percent"),
        ("Батарейки Zetta AA 4 шт", "ZETTA батарейки ААА LR03 4шт", "cell"),
        ("Ананасы Утро кольцами 580 мл", "УТРО ананасы кусочками 580мл", "cut"),
        ("Чай Тигр листовой 200 г", "ТИГР чай 100пак*2г (200г)", "leaf"),
        ("Сахар Утро песок 1 кг", "УТРО сахар кусковой рафинад 1кг", "form"),
        ("Сметана Утро 15% 300 г", "УТРО сметанный продукт 15% 300г", "imitation"),
        ("Наушники Zetta T510BT", "Наушники Zetta T520BT", "number"),
        ("Вода Ключ 1 л", "КЛЮЧ вода 1л упаковка 12шт", "count"),
        ("Паста зубная Утро 2-6 лет 75 мл", "Паста зубная Утро 6-12 лет 75 мл", "range:age"),
        ("Напиток газированный Coca-Cola 1 л", "Напиток газированный Coca-Cola 4 х 250 мл", "size"),
        ("Вода Святой Источник 9 л", "Вода Святой Источник 6 х 1,5 л", "size"),
        ("Молоко Простоквашино 3,2% 1 л", "Молоко Простоквашино 3,2% 5 х 200 мл", "size"),
        ("Milk 1 l", "Milk 2 x 0.5 l", "size"),
    ],
)
def test_a_sibling_is_another_product_and_the_verdict_says_why(left: str, right: str, aspect: str) -> None:
    found = verdict(left, right)
    assert not found.same
    assert aspect in {difference.aspect for difference in found.differences}
    assert found.differences[0].cost == max(difference.cost for difference in found.differences)


def test_a_title_is_the_same_as_itself_with_its_words_shuffled(demo) -> None:  # type: ignore[no-untyped-def]
    rng = Random(3)
    for item in rng.sample(demo[0], 150):
        clauses = item.title.ru.split(", ")
        shuffled = ", ".join([clauses[0], *rng.sample(clauses[1:], len(clauses) - 1)])
        found = compare(READER.read(item.title.ru, kind=item.kind), READER.read(shuffled, kind=item.kind))
        assert found.score == 1.0, (item.title.ru, shuffled, found)


def test_the_verdict_does_not_depend_on_the_side(demo) -> None:  # type: ignore[no-untyped-def]
    rng = Random(4)
    for _ in range(200):
        one, other = (READER.read(item.title.ru, kind=item.kind) for item in rng.sample(demo[0], 2))
        assert compare(one, other).score == compare(other, one).score


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Гель для стирки Зорвекс для цветных тканей 1 л", "ЗОРВЕКС гель д/стирки цветного белья 1000мл"),
        ("Зорвекс спрей от клещей и комаров 150 мл", "Zorveks anti tick and mosquito spray 150 ml"),
        ("Zetta Dark Extreme дезодорант 150 мл", "Дезодорант Зетта Дарк Экстрим, 0,15 л"),
        ("Zorveks Cat Sterilised курица 800 г", "Зорвекс сух. корм д/стерил. кошек с курицей 0,8 кг"),
        ("Шампунь Зорвекс Ментол 400 мл", "Шампунь п/перхоти Зорвекс «Ментол», 0,4 л"),
        ("Тетрадь Зорвекс 48 листов клетка", "Зорвекс тетрадь 48л в клетку"),
        ("Зорвекс Кальций Д3 таблетки 100 шт", "ЗОРВЕКС Кальций D3 табл. №100"),
        ("Наволочка Зорвекс бязь 70х70 см", "Зорвекс наволочка бязь 70*70"),
        ("Ikea Zorvex Shopping Bag Large 71 L", "IKEA ZORVEX shopping bag, large, 71l"),
        ("Кофемашина Zetta ZC685 серебристая", "Zetta ZC 685 Dedicata рожковая кофеварка"),
        ("Крем Zorveks Sun SPF 50+ 50 мл", "Зорвекс Сан крем СЗФ 50+, 50мл"),
        ("Карандаш Зорвекс 0.7 синий", "Зорвекс карандаш 0,7 мм син."),
        ("Garnier Fructis Zorveks шампунь 400 мл", "Шампунь Фруктис Зорвекс 0,4 л"),
        ("Яйцо куриное Зорвекс С1, 10 шт", "Яйца Зорвекс столовые 1 кат. 10шт"),
    ],
)
def test_shelves_of_every_department_are_read(left: str, right: str) -> None:
    assert verdict(left, right).same


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Зорвекс гель для стирки чёрного белья 1 л", "Зорвекс гель для стирки деликатных тканей 1 л"),
        ("Лакомство Зорвекс для собак мелких пород 7 шт", "Zorveks treats for large dogs, 7 pcs"),
        ("Зорвекс зубная паста без фтора 75 мл", "Зорвекс зубная паста с фтором 75 мл"),
        ("Хлеб Зорвекс Дарницкий 390 г", "Зорвекс хлеб Дарницкий нарезка 390г"),
        ("Мышь Zetta проводная", "Zetta wireless mouse"),
        ("Крем Nivea матирующий 50 мл", "Крем Nivea 50 мл"),
        ("Крем Zorveks Sun SPF 30 50 мл", "Крем Zorveks Sun SPF 50 50 мл"),
        ("Шампунь Зорвекс Яблоко 400 мл", "Зорвекс 2в1 шампунь Яблоко 400мл"),
        ("Тетрадь Зорвекс 48 листов клетка", "Зорвекс тетрадь 48л линейка"),
        ("Пустышка Зорвекс 0-6 мес", "Зорвекс пустышка 6-16м"),
        ("Snickers 50 г", "Snickers White 50г"),
    ],
)
def test_what_tells_two_products_of_a_department_apart_is_seen(left: str, right: str) -> None:
    assert not verdict(left, right).same
