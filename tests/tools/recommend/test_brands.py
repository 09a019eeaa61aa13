import pytest

from podbor.tools.recommend.brands import bare_brand, brands_match, of_brand_or_named, same_brand

from .conftest import make_item


@pytest.mark.parametrize(
    ("said", "brand"),
    [
        ("Greenfield Tea", "Greenfield"),
        ("печенье Яшкино", "Яшкино"),
        ("Домик в деревне", "Домик в деревне"),
        ("Чай", "Чай"),
        ("молоко Простоквашино", "Простоквашино"),
    ],
)
def test_a_kind_said_along_with_a_brand_is_no_part_of_it(said: str, brand: str) -> None:
    assert bare_brand(said) == brand


def test_a_brand_matches_itself_with_a_kind_in_either_alphabet() -> None:
    assert brands_match("Яшкино", "Yashkino Cookies")
    assert brands_match("Simple Wine", "Simple Wine")
    assert not brands_match("Яшкино", "Greenfield Tea")


@pytest.mark.parametrize(
    ("russian", "brand"),
    [
        ("колгейт", "Colgate"),
        ("хайнц", "Heinz"),
        ("лейс", "Lay's"),
        ("якобс", "Jacobs"),
        ("гринфилд", "Greenfield"),
        ("вискас", "Whiskas"),
        ("кока-кола", "Coca-Cola"),
        ("активиа", "Activia"),
        ("швепс", "Schweppes"),
        ("нескафе", "Nescafe"),
        ("хед энд шолдерс", "Head & Shoulders"),
        ("баунти", "Bounty"),
        ("твикс", "Twix"),
        ("президент", "President"),
        ("фейри", "Fairy"),
        ("лавацца", "Lavazza"),
        ("бондюэль", "Bonduelle"),
        ("филадельфия", "Philadelphia"),
        ("дюрасел", "Duracell"),
        ("дав", "Dove"),
        ("нестле", "Nestle"),
        ("данон", "Danone"),
        ("жиллетт", "Gillette"),
        ("хохланд", "Hochland"),
        ("нивея", "Nivea"),
        ("олд спайс", "Old Spice"),
        ("лайон", "Lion"),
        ("гурме", "Gourmet"),
        ("цезарь", "Cesar"),
        ("эппл", "Apple"),
        ("педигри", "Pedigree"),
        ("орал-би", "Oral-B"),
        ("паулиг чай", "Paulig"),
    ],
)
def test_a_brand_is_one_in_either_alphabet(russian: str, brand: str) -> None:
    for one, other in ((russian, brand), (brand, russian)):
        assert brands_match(one, other)
        assert of_brand_or_named(make_item("Товар", brand=one), other)


@pytest.mark.parametrize(
    ("russian", "brand"),
    [("колгейт", "Colgate"), ("хайнц", "Heinz"), ("лейс", "Lay's"), ("хед энд шолдерс", "Head & Shoulders")],
)
def test_a_brand_in_the_other_alphabet_is_seen_in_a_title_whoever_makes_it(russian: str, brand: str) -> None:
    assert of_brand_or_named(make_item(f"Товар {brand}, 1 шт", brand="Завод"), russian)
    assert of_brand_or_named(make_item(f"Товар {russian.title()}, 1 шт", brand="Завод"), brand)
    assert same_brand(make_item(f"Товар {brand}, 1 шт"), russian)
    assert not of_brand_or_named(make_item(f"Товар {russian.lower()}, 1 шт", brand="Завод"), brand)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("нести", "Nestle"),
        ("Nestle", "Nestea"),
        ("Добрый", "Добрыня"),
        ("Полёт", "Pilot"),
        ("Полёт", "Palette"),
        ("Тёма", "Tima"),
        ("Конти", "Contex"),
        ("Вака", "Vichy"),
        ("Бирка", "Iberica"),
        ("Гамма", "Agama"),
        ("Карапуз", "Krups"),
        ("Микоян", "McCain"),
        ("Нева", "Nivea"),
        ("Никола", "Nika"),
        ("Идеал", "Idea"),
        ("Барс", "Barsik"),
        ("Акконд", "Kinder"),
        ("Сваля", "Swell"),
        ("Чукка", "Chicco"),
        ("Лето", "Ol'Lite"),
        ("Маруся", "Mars"),
        ("Фрау", "Fairy"),
        ("Дева", "Dove"),
        ("Магнит", "Maggi"),
        ("Макфа", "MacCoffee"),
        ("Ь", "Dove"),
        ("", "Dove"),
        ("Мерси", "Merries"),
        ("Нянь", "NAN"),
        ("Ушастый Нянь", "NAN"),
        ("Персил", "Pretzel"),
        ("Фарш", "Frosch"),
        ("Гренни", "Garnier"),
        ("Эппл", "Apples"),
    ],
)
def test_brands_that_sound_a_little_alike_stay_apart(one: str, other: str) -> None:
    assert not brands_match(one, other)
    assert not brands_match(other, one)


@pytest.mark.parametrize(
    ("said", "title", "maker"),
    [
        ("Феликс", "Kellogg's Corn Flakes 500 g", "Kellogg's"),
        ("Феликс", "Organic Flaxseed 200 g", ""),
        ("Рич", "Real Thai Rice Noodles 3 mm", "Real Thai"),
        ("Эппл", "Gala Apples, 1 kg", ""),
        ("Эппл", "FrutoNyanya Apple Puree", "FrutoNyanya"),
        ("Хипп", "Ben&Jerry's Chocolate Chip Cookie Dough", "Ben & Jerry's"),
        ("Персил", "Snyder's Pretzel Pieces", "Snyder's"),
        ("Рама", "Lavazza Roma 250 g", "Lavazza"),
        ("Рама", "Кофе Roma 250 г", ""),
        ("Мерси", "Подгузники Merries L 44 шт", "Merries"),
        ("Мерси", "Подгузники Merries L 44 шт", ""),
        ("Марс", "Chudo-Yagoda Cranberry Mors Drink", "Chudo-Yagoda"),
        ("Браун", "Urbanears Headphones Brown", "Urbanears"),
        ("Экстра", "Olive Oil Extra Virgin", "Ideal"),
        ("NAN", "Порошок Ушастый Нянь 2400 г", "Ушастый Нянь"),
        ("Frosch", "Мираторг Фарш из говядины", "Мираторг"),
        ("Syoss", "Хайнц Соус Сырный 230 г", "Heinz"),
        ("Garnier", "Яблоки Гренни Смит 1 кг", ""),
        ("Bella", "КОНД.Д/БЕЛЬЯ ВЕРНЕЛЬ", "Vernel"),
        ("TUC", "Драже Тик Так апельсин, 16 г", "Tic Tac"),
        ("Haas", "Авокадо Manila, Хасс, 600 г", "Manila"),
    ],
)
def test_a_word_of_a_title_that_only_sounds_like_a_brand_is_none(said: str, title: str, maker: str) -> None:
    assert not of_brand_or_named(make_item(title, brand=maker), said)


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("Мерси", "Конфеты Merci ассорти"),
        ("Тук", "Крекер TUC с солью"),
        ("Лейс", "Чипсы Lay's сметана"),
        ("Нивея", "Крем Nivea Soft"),
        ("Сникерс", "Батончик Snickers Super"),
        ("Якобс", "Кофе Jacobs Monarch"),
        ("Garnier", "Вода мицеллярная Гарнье"),
        ("Тик Так", "Драже Tic Tac мята"),
    ],
)
def test_a_brand_is_heard_in_a_title_without_a_maker(said: str, title: str) -> None:
    assert of_brand_or_named(make_item(title, brand=""), said)


@pytest.mark.parametrize(
    ("title", "maker", "said", "excluded"),
    [
        ("Шоколад Alpen Gold молочный, 85 г", "Mondelez", "Alpen Gold", True),
        ("Шоколад Альпен Гольд молочный, 85 г", "Mondelez", "alpen gold", True),
        ("Печенье «Oreo» с какао", "Mondelez", "Орео", True),
        ("ALPENGOLD с фундуком", "Mondelez", "Alpen Gold", True),
        ("Молоко Простоквашино 2,5%", "Danone", "молоко Простоквашино", True),
        ("Шоколад Milka", "Mondelez", "Alpen Gold", False),
        ("Золото Альп, gold edition", "Mondelez", "Alpen Gold", False),
        ("Apple juice", "Rich", "Apple", False),
        ("Яблоко и я", "Агуша", "Я", False),
        ("Простокваша", "Danone", "Простоквашино", False),
        ("Йогурт Danon", "Groupe", "Данон", True),
        ("шоколад alpen gold", "Mondelez", "Alpen Gold", False),
        ("Батончик, шоколадный брауни", "Bombbar", "Braun", False),
        ("Cinnamon and orange", "Svechnoy", "AND", False),
        ("Мороженое Русский холодъ", "Русский холодъ", "Русский сахар", False),
        ("Alpen Gold", "", "Альпен Гольд", True),
        ("Подарочный набор Greenfield", "Орими", "Greenfield tea", True),
        ("Средство Fairy для посуды, лимон", "Procter", "fairy", True),
        ("Шампунь Head & Shoulders, ментол", "Procter", "head & shoulders", True),
        ("Чипсы Lay's с солью", "PepsiCo", "lays", True),
        ("Крем L'Oreal", "Лореаль Рус", "loreal", True),
        ("Сок J7 яблочный", "PepsiCo", "J7", True),
        ("Молоко Домик в деревне 2,5%", "PepsiCo", "Домик в деревне", True),
        ("Напиток Coca-Cola, 1 л", "Multon", "Coca Cola", True),
        ("Блендер Браун, 1 шт", "Де Лонги", "Braun", True),
        ("Брауни шоколадный", "Bombbar", "braun", False),
        ("Fairy tales for children", "Penguin", "fairy", False),
        ("Средство Fairy Platinum, лимон", "Procter", "fairy", True),
        ("Слойка с сыром", "Пекарня", "сойка", False),
        ("Фитнес-браслет", "Xiaomi", "Fitness", False),
        ("Фитнес-браслет", "Xiaomi", "Фитнес", False),
        ("Браслет Фитнес-трекер", "Xiaomi", "Фитнес", False),
        ("Протеиновый бар, с орехами", "Bombbar", "Барс", False),
        ("Протеиновый Бар, с орехами", "Bombbar", "Барс", False),
        ("Бар с орехами", "Bombbar", "Барс", False),
        ("Rich in protein bar", "Bombbar", "Rich", False),
        ("Bar rich in protein", "Bombbar", "Rich", False),
        ("Сок Rich яблочный", "Мултон", "Rich", True),
        ("Natural yogurt", "Danone", "Natura", False),
        ("Candy cane", "Sweets", "Candy", False),
    ],
)
def test_an_excluded_brand_is_seen_in_a_title_whoever_makes_it(
    title: str, maker: str, said: str, excluded: bool
) -> None:
    assert of_brand_or_named(make_item(title, brand=maker), said) == excluded


@pytest.mark.parametrize(
    ("brand", "title", "kind", "excluded"),
    [
        ("Candy", "Lollipops Candy Cane", "candies", False),
        ("Candy", "Sweet Candy Cane", "chocolate", False),
        ("Candy", "Стиральная машина Candy CS34", "", True),
        ("Candy", "Пылесос Candy", "vacuum_cleaners", True),
        ("Apple", "Organic Apple Juice", "juice", False),
        ("Apple", "Смартфон Apple iPhone", "smartphones", True),
        ("Oreo", "Печенье Oreo", "cookies", True),
        ("Фейри", "Средство Фейри", "dish_soap", True),
    ],
)
@pytest.mark.parametrize("maker", ["", "Other"])
def test_a_word_for_things_of_its_group_is_no_brand_of_theirs(
    brand: str, title: str, kind: str, excluded: bool, maker: str
) -> None:
    assert of_brand_or_named(make_item(title, kind=kind, brand=maker), brand) == excluded
    assert of_brand_or_named(make_item(title, kind=kind, brand=brand), brand)
