"""Each kind of personal data, and what looks like it. Figures on labelled messages: `podbor bench redaction`."""

import pytest

from podbor.core.redaction.redactor import find, redact
from podbor.core.redaction.spans import KINDS


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("Звоните на +7 916 123-45-67", "Звоните на ⟨phone⟩"),
        ("8‑913‑456‑78‑90 или 89161234567", "⟨phone⟩ или ⟨phone⟩"),
        ("наберите восемь девятьсот шестнадцать сто двадцать три сорок пять", "наберите ⟨phone⟩"),
        ("call (415) 555-2671 please", "call ⟨phone⟩ please"),
        ("чек на anna_k89@yandex.ru", "чек на ⟨email⟩"),
        ("bob[at]example[dot]com", "⟨email⟩"),
        ("карта 4276 3801 2345 6789", "карта ⟨card⟩"),
        ("charge 4012-8888-8888-1881", "charge ⟨card⟩"),
        ("снилс мамы 63838315217", "снилс мамы ⟨document⟩"),
        ("passport AB 1234567 for the wine", "passport ⟨document⟩ for the wine"),
        ("живу на Ленина 5, кв 12", "живу на ⟨address⟩"),
        ("улица Карла Маркса дом шесть квартира один", "⟨address⟩"),
        ("Deliver to 221B Baker Street, London", "Deliver to ⟨address⟩"),
        ("подарок Марье Ивановне и Косте", "подарок ⟨name⟩ и ⟨name⟩"),
        ("меня зовут оксана", "меня зовут ⟨name⟩"),
        ("my wife Hannah and ivan", "my wife ⟨name⟩ and ivan"),
        ("Иванов И. И., +7 916 123-45-67, ул. Мира 3, кв. 8", "⟨name⟩, ⟨phone⟩, ⟨address⟩"),
        ("тел. 8-9О3-123-45-67 и 8 девятьсот пять 123 45 67", "тел. ⟨phone⟩ и ⟨phone⟩"),
        ("call 07700 900123 or oh seven seven double oh nine hundred", "call ⟨phone⟩ or ⟨phone⟩"),
        ("карта четыре два семь шесть три восемь ноль ноль один два три четыре пять шесть семь восемь", "карта ⟨card⟩"),
        ("карта 427б 38ОО 1234 5678", "карта ⟨card⟩"),
        ("почта зина точка к собака мэйл ру", "почта ⟨email⟩"),
        ("jane underscore doe at yahoo dot co dot uk", "⟨email⟩"),
        ("паспорт сорок пять десять сто двадцать три девятьсот восемьдесят семь", "паспорт ⟨document⟩"),
        ("NI number QQ 12 34 56 C", "NI number ⟨document⟩"),
        ("с. Покровское, ул. Центральная, д. 3", "⟨address⟩"),
        ("Московская обл., Истринский р-н, дер. Аносино, ул. Луговая, 5", "⟨address⟩"),
        ("Б. Никитская, 12, кв 5", "⟨address⟩"),
        ("гагарина 14 кв 8", "⟨address⟩"),
        ("улица Строителей двадцать пять квартира двенадцать", "⟨address⟩"),
        ("Rose Cottage, Mill Lane, Ashby, LE65 1AB", "⟨address⟩"),
        ("123 Main St #4B, Brooklyn, NY 11201-1234", "⟨address⟩"),
        ("i live at 12 oak street apt 4", "i live at ⟨address⟩"),
        ("Friedrichstraße 12, 10117 Berlin", "⟨address⟩"),
        ("Санёк и Димон ждут, Гюльчатай не ест свинину", "⟨name⟩ и ⟨name⟩ ждут, ⟨name⟩ не ест свинину"),
        ("жукова марина олеговна заберёт", "⟨name⟩ заберёт"),
        ("передайте марине и тёте Глаше", "передайте ⟨name⟩ и ⟨name⟩"),
        ("получатель Нгуен Тхи Хоа", "получатель ⟨name⟩"),
        ("Иванова, заказ на вечер", "⟨name⟩, заказ на вечер"),
        ("Kwame likes plantain, ask Oluwaseun to open", "⟨name⟩ likes plantain, ask ⟨name⟩ to open"),
        ("Mr and Mrs Bennett, Rabbi Cohen is here", "⟨name⟩, ⟨name⟩ is here"),
        ("Joaquín and François keep kosher", "⟨name⟩ and ⟨name⟩ keep kosher"),
        ("Pieter van Dijk and R. J. McKenzie will sign", "⟨name⟩ and ⟨name⟩ will sign"),
        ("katie will grab it. Cheers, Callum", "⟨name⟩ will grab it. Cheers, ⟨name⟩"),
        ("Якутск, 203 мкр, корпус 12, кв36, 5эт", "⟨address⟩"),
        ("ЖК «Северный квартал», корпус 7, секция 2, кв. 415", "⟨address⟩"),
        ("привезите на комсомольскую 15, там проходная", "привезите на ⟨address⟩, там проходная"),
        ("Vernadskogo Prospect 37 k 2 apt 140, ring", "⟨address⟩, ring"),
        ("it's 88 Oak Ridge Dr, ok", "it's ⟨address⟩, ok"),
        ("Каримов Жасур Баходир угли и Чжан Мин придут", "⟨name⟩ и ⟨name⟩ придут"),
        ("пиццу Вовчику, салат Алине, а мне чай", "пиццу ⟨name⟩, салат ⟨name⟩, а мне чай"),
        ("отдайте пакет тимуру, это я, Рустик", "отдайте пакет ⟨name⟩, это я, ⟨name⟩"),
        ("name on it P SUBRAMANIAN, I'm Xu Jiahui", "name on it ⟨name⟩, I'm ⟨name⟩"),
        ("put Abdulloh Yusupov as second contact", "put ⟨name⟩ as second contact"),
        (
            "buy deepa some mangoes, pls call ahmed when outside",
            "buy ⟨name⟩ some mangoes, pls call ⟨name⟩ when outside",
        ),
        ("the Hendersons next door want milk", "the ⟨name⟩ next door want milk"),
        ("Temi, Dayo and Femi all want rice", "⟨name⟩, ⟨name⟩ and ⟨name⟩ all want rice"),
        ("surname Pemberton, sorry, Pembrook", "surname ⟨name⟩, sorry, ⟨name⟩"),
        ("could Abdul deliver again, text Becca when close", "could ⟨name⟩ deliver again, text ⟨name⟩ when close"),
        ("for Priyanka no nuts, for Deshawn extra cheese", "for ⟨name⟩ no nuts, for ⟨name⟩ extra cheese"),
        ("фамилия Кравчук, нет, простите, Кравченко", "фамилия ⟨name⟩, нет, простите, ⟨name⟩"),
        ("женька и маруся приедут, звоните не мне а диме", "⟨name⟩ и ⟨name⟩ приедут, звоните не мне а ⟨name⟩"),
        ("гульнара меня зовут, мы с алиной", "⟨name⟩ меня зовут, мы с ⟨name⟩"),
        ("сдачу верните Хворостову, приедут Захаровы", "сдачу верните ⟨name⟩, приедут ⟨name⟩"),
        ("пусть Юля или Марк примут", "пусть ⟨name⟩ или ⟨name⟩ примут"),
        ("в/у 99 24 617035", "в/у ⟨document⟩"),
        ("паспорт серия 4511 номер 120934", "паспорт ⟨document⟩"),
        ("PAN BCDPK1234L", "PAN ⟨document⟩"),
        ("цифрами: 8, 9, 0, 3, 1, 1, 2, 3, 4, 5, 6", "цифрами: ⟨phone⟩"),
        ("наберите 9-0-3-1-1-2-3-4-5-6-0", "наберите ⟨phone⟩"),
        ("landline 01 555 0142", "landline ⟨phone⟩"),
        ("списать с 5100 2030 4050 607", "списать с ⟨card⟩"),
        ("lesnik_52 хвост mail.ru", "⟨email⟩"),
        ("Kothi 512, Street 8, Shastri Enclave Phase 2, Ludhiana", "⟨address⟩"),
        ("H.No 77, Sector 40, Chandigarh", "⟨address⟩"),
        ("Lot 14 Kurrajong Track, Dubbo NSW 2830", "⟨address⟩"),
        ("RR 5 Box 201, Elkins, WV 26241", "⟨address⟩"),
        ("so thirty six Harlow Parade apartment nine", "so ⟨address⟩"),
        ("tower 4 flat 1203", "⟨address⟩"),
        ("Зеленоград к 1435 кв 12", "⟨address⟩"),
        ("Воронеж, Кольцовская, двадцать дробь три, кв восемь", "⟨address⟩"),
        ("с вами говорит людочка", "с вами говорит ⟨name⟩"),
        ("заведующая Аветисян Р.К. отказала", "заведующая ⟨name⟩ отказала"),
        ("у Шевчук такая же дверь", "у ⟨name⟩ такая же дверь"),
        ("Tahira baji will pay", "⟨name⟩ will pay"),
        ("give it to Rohini, not Zubin", "give it to ⟨name⟩, not ⟨name⟩"),
        ("тел. +7 (927) 318-40-62, паспорт 3614 508273", "тел. ⟨phone⟩, паспорт ⟨document⟩"),
        ("инн физлица для возврата кэшбэка 771548203916", "инн физлица для возврата кэшбэка ⟨document⟩"),
        ("a passport for the pickup? mine's 531908274", "a passport for the pickup? mine's ⟨document⟩"),
        ("водительские права годятся для 18+? 77 16 402198", "водительские права годятся для 18+? ⟨document⟩"),
        ("Passport 70 09 No. 815342", "Passport ⟨document⟩"),
        ("write to me at mike dot salter at outlook dot com", "write to me at ⟨email⟩"),
        ("Phone 9127 4408, or 0532 418 90 66", "Phone ⟨phone⟩, or ⟨phone⟩"),
        ("отказ от покупки. Бессмертная Р.В. заказ 33018", "отказ от покупки. ⟨name⟩ заказ 33018"),
        ("tell aunt mary the eggs came", "tell ⟨name⟩ the eggs came"),
        ("My surname is Dhaliwal with two a's, not Dhaliwel", "My surname is ⟨name⟩ with two a's, not ⟨name⟩"),
        ("Привезли на Лазурная 6, кв 2, а не Лазурная 6/1", "Привезли на ⟨address⟩, а не ⟨address⟩"),
        ("bring it to flat 41 instead of flat 14", "bring it to ⟨address⟩ instead of ⟨address⟩"),
        ("she's at apt 3C, I'm at work", "she's at ⟨address⟩, I'm at work"),
        ("проезд Строителей, влад. 4, склад 2", "⟨address⟩"),
        ("скажите, что в сорок вторую квартиру", "скажите, что в ⟨address⟩"),
    ],
)
def test_personal_data_is_replaced(text: str, safe: str) -> None:
    assert redact(text) == safe


@pytest.mark.parametrize(
    "text",
    [
        "телевизор 55 дюймов до 45 000 рублей",
        "артикул 4607582754114, штрихкод 4608878451182",
        "номер заказа 4417-889-12",
        "2 x 500 ml, 3 x 250 g, size 43",
        "дом 2-этажный для кукол",
        "15 кв. м и 3 этажа полок",
        "вы на Тверской тоже доставляете?",
        "шоколад Алёнка и Рецепты бабушки Агафьи",
        "торт Анна Павлова, пицца Dr. Oetker",
        "Uncle Ben's rice and Granny Smith apples",
        "корм для кота Барсика",
        "вера в скидки пропала",
        "Mark it as urgent, May 5 is too late",
        "June is too late, April is fine",
        "один два три четыре, проверка",
        "Какой чай лучше?",
        "стихи Анны Ахматовой и Марины Цветаевой",
        "печенье Юбилейное, Мария и Савоярди",
        "участок 6 соток, в квартире 30 градусов",
        "кефир Бородинский 2, батон 1",
        "Amy's vegan pizza and Dave's Killer Bread",
        "Basil, Rosemary, Sage, Ginger",
        "do you have Tess? two packs of Curtis",
        "novel by Agatha Christie",
        "500-750-1000 ml set, order #7700900123",
        "заказ № 2487-4473-1791-4420",
        "invoice INV-2026-11-0457, promo CHERRY25",
        "our cat Mr. Whiskers eats tuna, food for Bella the beagle",
        '"Alyonka" chocolate, frozen Amy\'s mac & cheese',
        "I live in Sydney, from Milan to Rome",
        "Семечки от Мартина 200 с солью",
        "для Айфона 15 чехол, я Близнецы",
        "привезите пиццу Маргариту, Роман Пелевина новый есть?",
        "день святого Валентина",
        "Granny Smiths keep, the Nikes in size 9",
        "call Amazon instead, for Samsung and for Apple chargers",
        "my dog winston hates the kibble",
        "версия 2.0 для mail.ru",
        "хлеб Столичный 2, кефир Домик 1",
        "12 34 56",
        "кухня 9 метров, плитка 20 на 30",
        "романы Татьяны Поляковой",
        "HTTPConnectionPool: Max retries exceeded",
        "Index of 18400 rows built in 12.8 s, 4 threads",
        "на подарочной карте 5000 6612 7740 1985 осталось сколько?",
        "a novel by Dmitry Glukhovsky and Ben & Jerrys",
        "cake with Masha and the Bear on it",
        "Is Babushka Anya pelmeni pork or beef",
        "dog food for Max",
        "do you deliver to Brooklyn?",
        "пр. Вернадского закрыт из-за ремонта",
        "духи Нины Риччи и роман Людмилы Улицкой",
    ],
)
def test_what_only_looks_like_it_is_left(text: str) -> None:
    assert redact(text) == text


def test_spans_are_apart_and_in_order() -> None:
    text = "Рита, 8 911 202 30 40, rita@mail.ru, Вавилова 15, кв. 60, карта 2202 2066 3803 2958, снилс 359-023-626 79"
    found = find(text)
    assert {span.kind for span in found} == set(KINDS)
    assert all(before.end <= after.start for before, after in zip(found, found[1:], strict=False))


def test_a_long_message_of_digits_ends() -> None:
    assert redact("1 " * 1000).startswith("1 1")
    assert redact("а. " * 700)
    assert redact("Кв " * 700)


def test_a_long_text_is_read_to_its_end() -> None:
    line = "call me on +7 916 123-45-67, " + "milk " * 20
    spans = find("\n".join([line] * 100))
    assert len(spans) == 100
    assert {span.kind for span in spans} == {"phone"}


@pytest.mark.parametrize("text", ["есть 000123456789 на складе?", "артикул +0 000 000", "+0000000000", "+999 999 999"])
def test_numbers_of_no_country_are_no_phones_and_no_error(text: str) -> None:
    assert redact(text) == text
