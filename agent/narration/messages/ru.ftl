## Список

list-found = { $need ->
    [none] { $count ->
        [one] Вот { $count } вариант:
        [few] Вот { $count } варианта:
       *[many] Вот { $count } вариантов:
    }
   *[some] { $count ->
        [one] «{ $needs }» — { $count } вариант:
        [few] «{ $needs }» — { $count } варианта:
       *[many] «{ $needs }» — { $count } вариантов:
    }
}
list-restored = Вернул прежний список:
list-changed = { $new ->
    [one] Новый в списке { $new } товар
    [few] Новых в списке { $new } товара
   *[many] Новых в списке { $new } товаров
}{ $kept ->
    [0] .
    [one] , { $kept } остался.
   *[other] , { $kept } остались.
}
item-line = { $position }. { $title } — { $offers }
item-reason = { "   " }{ $reason }
offer = { $service } { MONEY($price) }, { $eta }
offer-old-price = { $service } { MONEY($price) } вместо { MONEY($old) }, { $eta }
compared = { $title }:
compared-unfit = Учтите: это не подходит под ваши ограничения.
offer-terms = { "• " }{ $service } — { MONEY($price) }, { $eta }, { $fee ->
    [0] доставка бесплатно
   *[other] доставка { MONEY($fee) }
}{ $minimum ->
    [0] { "" }
   *[other] , заказ от { MONEY($minimum) }
}
offer-cheapest = Дешевле всего — «{ $service }»: { MONEY($price) }.
offer-best = Дешевле и быстрее всего — «{ $service }»: { MONEY($price) }, { $eta }.
offer-fastest = Быстрее всего — «{ $service }»: { $eta }.
offer-cheapest-of-all = Дешевле всего: { $position ->
    [0] { $title }
   *[other] №{ "\u00A0" }{ $position }, { $title }
} — «{ $service }», { MONEY($price) }.
offer-cheapest-delivered = Вместе с доставкой дешевле — «{ $service }»: { MONEY($price) }.
eta-minutes = { $minutes ->
    [one] { $minutes } минута
    [few] { $minutes } минуты
   *[many] { $minutes } минут
}
eta-hours = { $hours ->
    [one] { $hours } час
    [few] { $hours } часа
   *[many] { $hours } часов
}
eta-days = { $days ->
    [one] { $days } день
    [few] { $days } дня
   *[many] { $days } дней
}
not-carried = «{ $need }» не нашёл: ни один из сервисов такого не продаёт.
emptied = Ничего не подошло. Мешает: { $constraints }.
emptied-several = Ничего не подошло. Мешают: { $constraints }.
emptied-offer = Могу снять это, если скажете{ $all ->
    [yes] .
   *[no] : { $constraints }.
}
emptied-firm = Сам этого не снимаю{ $all ->
    [yes] { "" }
   *[no] : { $constraints }
}; скажите «забудь про …», если это больше не нужно.
emptied-plain = Под все условия сразу ничего не подошло.
emptied-one = Подходящего больше нет.
of-need = «{ $need }»: { $text }
unavailable = { $count ->
    [1] { $services } сейчас не отвечает, показываю остальные.
   *[other] { $services } сейчас не отвечают, показываю остальные.
}
check-label = Состав части товаров определён по названию: при аллергии проверьте этикетку.
unknown-contents = { $all ->
    [yes] Состав этих товаров не указан
   *[no] { $count ->
        [1] Состав товара №{ "\u00A0" }{ $positions } не указан
       *[other] Состав товаров №{ "\u00A0" }{ $positions } не указан
    }
}: есть ли в нём то, что вам нельзя, проверьте по этикетке.
demo-note = Это демонстрационный каталог: товары и цены вымышлены.

## Что понято и запомнено

remembered-lasting = Запомнил: { $facts } — всегда. Отменить?
remembered-session = Учту в этом разговоре: { $facts }. Отменить?
blocked = Но это не подействует, пока в силе запрет: { $facts }. Скажите «забудь про …», если запрет больше не нужен.
not-kept = Дольше разговора я этого не храню: на постоянную память нужно ваше согласие. Отметьте «Помнить это и после разговора».
did-i-get-it = Правильно понял: { $facts }? Скажите «да» или «нет».
doubt-lasting = { $fact } — всегда
doubt-session = { $fact } — в этом разговоре
doubt-forget = забыть «{ $fact }»
doubt-forget-everything = забыть всё
already-remembered = Это я уже помню.
also-excluded-peanuts = Арахис тоже убираю: в быту его считают орехом, хотя по закону это отдельный аллерген. Если арахис можно, скажите «арахис можно».
people-later = Учту, когда будете искать { $whom } или на всю семью; ваш собственный список от этого не меняется.
people-counted = Учёл: { $facts }.
people-missed = Если это и { $whom }, придётся убрать №{ "\u00A0" }{ $positions } ({ $facts }). Скажите «и { $whom }», и я пересоберу список.
people-unknown = Пока не знаю, что подходит тем, для кого это. Скажите, например, «муж не ест рыбу».
people-unknown-named = Подбираю { $whom }, но вкусов и запретов пока не знаю. Скажите, например, «{ $person } не ест рыбу».
person-fact = { $person }: { $fact }
person-husband = муж
person-wife = жена
person-partner = партнёр
person-son = сын
person-daughter = дочь
person-child = ребёнок
person-mother = мама
person-father = папа
person-grandmother = бабушка
person-grandfather = дедушка
person-brother = брат
person-sister = сестра
person-mother_in_law = тёща или свекровь
person-father_in_law = тесть или свёкор
person-daughter_in_law = невестка
person-son_in_law = зять
person-sister_in_law = сестра мужа или жены
person-brother_in_law = брат мужа или жены
person-aunt = тётя
person-uncle = дядя
person-niece = племянница
person-nephew = племянник
person-cousin = кузен или кузина
for-husband = для мужа
for-wife = для жены
for-partner = для партнёра
for-son = для сына
for-daughter = для дочери
for-child = для ребёнка
for-mother = для мамы
for-father = для папы
for-grandmother = для бабушки
for-grandfather = для дедушки
for-brother = для брата
for-sister = для сестры
for-mother_in_law = для тёщи или свекрови
for-father_in_law = для тестя или свёкра
for-daughter_in_law = для невестки
for-son_in_law = для зятя
for-sister_in_law = для сестры мужа или жены
for-brother_in_law = для брата мужа или жены
for-aunt = для тёти
for-uncle = для дяди
for-niece = для племянницы
for-nephew = для племянника
for-cousin = для кузена или кузины
change-exclude = без { $genitive }
change-exclude-taste = ничего { $genitive }
change-exclude-diet = не показывать «{ $name }»
change-avoid = поменьше { $genitive }
change-prefer = { $person ->
    [self] вам нравится
   *[other] нравится
}: { $name }
change-require = только { $name }
change-exclude-words = не показывать «{ $name }»
change-avoid-words = поменьше: «{ $name }»
change-prefer-words = { $person ->
    [self] вам нравится
   *[other] нравится
} «{ $name }»
change-require-words = только «{ $name }»
change-exclude-service = не из { $genitive }
change-avoid-service = лучше не из { $genitive }
change-prefer-service = лучше из { $genitive }
change-require-service = только из { $genitive }
of-service = сервиса «{ $name }»
shifted = Ищу { $what } — { $bound }. Отменить?
shifted-milder = За пределами всего показанного ничего нет, поэтому считаю от середины списка: { $what } — { $bound }. Отменить?
shifted-nth = Ищу { $what } по сравнению с №{ "\u00A0" }{ $position } — { $bound }. Отменить?
shift-price-lower = дешевле
shift-price-higher = дороже
shift-delivery_time-lower = с более скорой доставкой
shift-delivery_time-higher = с менее срочной доставкой
shift-size-lower = упаковку компактнее
shift-size-higher = упаковку крупнее
shift-sugar-lower = менее сладкое
shift-sugar-higher = слаще
shift-calories-lower = менее калорийное
shift-calories-higher = калорийнее
shift-fat-lower = менее жирное
shift-fat-higher = жирнее
shift-salt-lower = менее солёное
shift-salt-higher = солонее
shift-protein-lower = не такое белковое
shift-protein-higher = богаче белком
shift-rating-lower = с оценкой скромнее
shift-rating-higher = с оценкой получше
bound-price-lower = меньше { MONEY($bound) }
bound-price-higher = больше { MONEY($bound) }
bound-delivery_time-lower = быстрее, чем { $eta }
bound-delivery_time-higher = дольше, чем { $eta }
bound-size-lower = меньше { $amount }
bound-size-higher = больше { $amount }
bound-per100-lower = меньше { $number } { $unit } на 100 { $base }
bound-per100-higher = больше { $number } { $unit } на 100 { $base }
bound-rating-lower = ниже { $number }
bound-rating-higher = выше { $number }
unit-g = г
unit-ml = мл
unit-g-or-ml = г или мл
unit-pcs = шт.
unit-kg = кг
unit-l = л
unit-kcal = ккал
accepted = Отлично, берём: { $title }.
rejected = Убрал: { $title }. Больше не покажу в этом разговоре. Отменить?
undone = Отменил: { $facts }.
undone-accept = выбор «{ $title }»
undone-reject = отказ от «{ $title }»
undone-forgot = Снова в силе: { $facts }.
undone-plain = Отменил последнее изменение.
forgot = Забыл: { $fact }.
forgot-everything = Забыл всё, что знал о ваших предпочтениях.
nothing-to-forget = Такого я и не помню: { $fact }.
profile = Вот что я о вас помню:
summary-fact = { $fact } («{ $utterance }», { $date })
summary-shift = { $what }, { $bound }
summary-accept = брали «{ $title }»
summary-reject = не показывать «{ $title }»
summary-firm = Всегда соблюдаю: { $facts }.
summary-tastes = Учитываю вкусы: { $facts }.
summary-person = Когда выбираем { $person }: { $facts }.
summary-taken = Помню покупки: { $facts }.
summary-session = Только в этом разговоре: { $facts }.
profile-empty = Пока я ничего о вас не помню. Скажите, например, «я не ем орехи» — и я запомню.
profile-edit = Любой пункт можно убрать: скажите «забудь про …» или «забудь всё».
nothing-to-compare = Сравнивать нечего: такого товара не нашёл.

## Почему

explained = { $position }. { $title }: { $reasons }.
explained-offers = Цена и доставка: { $offers }.
explained-shelf = Полка: { $shelf }.
explained-contents = Состав: { $ingredients }.
explained-no-contents = Состав не указан.
explained-allergens = Аллергены: { $allergens }.
explained-no-allergens = Аллергены не указаны.
explained-traces = Могут быть следы: { $allergens }.
explained-diets = Диеты: { $diets }.
explained-nutrition = На 100 { $base }: { $facts }.
nutrition-calories = { $number } ккал
nutrition-protein = белки { $number } г
nutrition-fat = жиры { $number } г
nutrition-sugar = сахар { $number } г
nutrition-salt = соль { $number } г
explained-inferred = Часть этих сведений определена по названию, проверьте этикетку.
list-explained = Список собран так: { $why }.
list-offers = Цены: { $price }. Доставка: { $eta }.
range = { $low } — { $high }
asked-allergen-yes = { $name } — в составе есть
asked-allergen-inferred = { $name } — судя по названию, есть
asked-allergen-traces = { $name } — могут быть следы
asked-allergen-no = { $name } — в указанном составе нет
asked-allergen-unclear = { $name } — в указанном составе не нашёл, но знаю в нём не всё: проверьте этикетку
asked-allergen-unknown = { $name } — неизвестно, состав не указан
asked-diet-yes = { $name } — да, подходит
asked-diet-inferred = { $name } — судя по названию, подходит
asked-diet-no = { $name } — нет, судя по составу
asked-diet-unknown = { $name } — не указано, подходит ли
asked-nutrient = { $fact } на 100 { $base }
asked-nutrient-unknown = { $name } — сколько, не указано

why-relevance = близко к запросу
why-kind = с полки «{ $detail }»
why-brand-asked = марка { $detail }
why-size-asked = нужный размер
why-diet-asked = { $detail }
why-liked = вы такое любите: { $detail }
why-disliked = вы такое не любите: { $detail }
why-taken-before = такое вы уже брали
why-taken-after = другие берут это после того, что брали вы
why-kind-after = другие берут такое после того, что брали вы
why-popular = его берут многие
why-service-next = из того, что продаёт { $detail }, другие берут это
why-usual-service = есть там, где вы обычно берёте: { $detail }
why-rating = оценка { $detail }
why-discount = со скидкой
why-fast = привезут быстро

## Когда действия нет

small-talk = Всегда рад помочь! Скажите, что ищете: «что-нибудь сладкое к чаю», «корм для кошки», «подешевле».
small-talk-greeting = Здравствуйте! Скажите, что ищете: «что-нибудь сладкое к чаю», «корм для кошки».
small-talk-mood = Всё хорошо, спасибо! Что поискать?
small-talk-ability = Подбираю товары в нескольких сервисах, сравниваю цены и доставку, помню ваши вкусы и запреты. Скажите, что ищете: «что-нибудь сладкое к чаю», «корм для кошки», «подешевле».
small-talk-human = Нет, я не человек, а программа: подбираю товары. Что поискать?
small-talk-loss = Очень сочувствую. Если что-то понадобится, я помогу найти.
small-talk-thanks = Пожалуйста! Если понадобится что-то ещё, скажите.
small-talk-goodbye = До свидания! Возвращайтесь, когда что-нибудь понадобится.
off-topic = Я подбираю товары в Самокате, Мегамаркете и Купере, а с этим помочь не могу. Что поискать?
attack = Так я не умею: я только подбираю товары и не меняю свои правила. Что поискать?
unclear = Не совсем понял. Что ищете? Назовите товар или повод либо скажите «пропустить» — покажу популярное.
declined = Хорошо, ничего не запоминаю. Что поискать?
kept = Хорошо, оставил как есть. Если понадобится, скажите «отмени».
noted = Хорошо, оставил как есть.

## Неприятности

problem-empty-message = Сообщение пустое. Напишите, что ищете, например «печенье к чаю».
problem-long-message = Сообщение слишком длинное: { NUMBER($length) } { $length ->
    [one] знак
    [few] знака
   *[many] знаков
}, а я читаю до { NUMBER($most) }. Скажите короче, что ищете.
problem-no-words = Тут нет слов, которые я мог бы понять. Напишите, что ищете, например «молоко и хлеб».
problem-deadline = Не успел разобраться до конца; вот что есть на эту минуту.
problem-nothing-on-screen = Пока на экране ничего нет: сначала скажите, что найти.
problem-nothing-to-undo = Отменять пока нечего.
problem-no-more = { $bounded ->
    [yes] В границах цены больше ничего подходящего нет, остались те же варианты. Скажите «любая цена», и я сниму границу.
   *[no] Больше ничего подходящего нет, остались те же варианты.
}
problem-limit = { $what } уже не найти, оставил прежний список.
limit = { $what } уже не найти.
problem-attribute-unknown = У этих товаров это не указано: { $attribute }.
problem-position = На экране нет такого номера: там { $count ->
    [one] { $count } товар
    [few] { $count } товара
   *[many] { $count } товаров
}.
problem-contradiction = Одно противоречит другому: и нужно, и нельзя. Ничего не записал — скажите, как правильно.
problem-argument = Не понял одно из условий ({ $field }). Допустимо: { $valid }.
problem-not-noted = Записал не всё. Остальное, пожалуйста, скажите ещё раз отдельным сообщением.
problem-too-many-needs = Для одного сообщения это слишком много. Спросите ещё раз отдельно: { $what }.
problem-too-many-wishes = Для одного сообщения это слишком много: сделал первое. Остальное, пожалуйста, скажите ещё раз.
problem-unexpected = Что-то пошло не так, ничего не записал. Попробуйте сказать иначе.
problem-planner-down = Модель, которая понимает сообщения, сейчас не отвечает. Ничего не записал; попробуйте ещё раз.
problem-too-slow = Не успел разобраться вовремя. Ничего не записал; попробуйте ещё раз.
attribute-price = цена
attribute-delivery_time = время доставки
attribute-size = размер упаковки
attribute-sugar = сахар
attribute-calories = калории
attribute-fat = жиры
attribute-salt = соль
attribute-protein = белок
attribute-rating = оценка

## Условия

constraint-price_max = цена до { MONEY($price) }
constraint-price_min = цена от { MONEY($price) }
constraint-shift = условие «{ $what }»
constraint-service = сервис «{ $services }»
constraint-rejected = отклонённые товары
facet-allergen = аллерген «{ $value }»
facet-diet = диета «{ $value }»
facet-ingredient = ингредиент «{ $value }»
facet-value = { $value }
