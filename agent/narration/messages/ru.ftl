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
emptied-offer = Могу снять, если скажете: { $constraints }.
emptied-firm = Сам не снимаю: { $constraints }.
emptied-plain = Под все условия сразу ничего не подошло.
emptied-one = Подходящего больше нет.
of-need = «{ $need }»: { $text }
unavailable = { $count ->
    [1] { $services } сейчас не отвечает, показываю остальные.
   *[other] { $services } сейчас не отвечают, показываю остальные.
}
check-label = Состав части товаров определён по названию: при аллергии проверьте этикетку.
demo-note = Это демонстрационный каталог: товары и цены вымышлены.

## Что понято и запомнено

remembered-lasting = Запомнил: { $facts } — всегда. Отменить?
remembered-session = Учту в этом разговоре: { $facts }. Отменить?
blocked = Но это не подействует, пока в силе запрет: { $facts }. Скажите «забудь про …», если запрет больше не нужен.
not-kept = Дольше разговора я этого не храню: на постоянную память нужно ваше согласие, отметьте «Помнить это и после разговора».
did-i-get-it = Правильно понял: { $facts }? Скажите «да» или «нет».
doubt-lasting = { $fact } — всегда
doubt-session = { $fact } — в этом разговоре
doubt-forget = забыть «{ $fact }»
doubt-forget-everything = забыть всё
already-remembered = Это я уже помню.
also-excluded-peanuts = Арахис тоже убираю: в быту его считают орехом, хотя по закону это отдельный аллерген. Если арахис можно, скажите «арахис можно».
people-later = Учту, когда будете искать { $whom } или на всю семью; ваш собственный список от этого не меняется.
people-counted = Учёл: { $facts }.
people-missed = Если это и { $whom }, не подойдёт: { $positions } ({ $facts }). Скажите «и { $whom }», и я пересоберу список.
people-unknown = О тех, для кого это, я пока ничего не знаю. Скажите, например, «муж не ест рыбу».
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
change-exclude = без { $genitive }
change-avoid = поменьше: { $name }
change-prefer = нравится: { $name }
change-require = только { $name }
change-exclude-words = не показывать «{ $name }»
change-avoid-words = поменьше: «{ $name }»
change-prefer-words = нравится «{ $name }»
change-require-words = только «{ $name }»
change-exclude-service = не из «{ $name }»
change-require-service = только из «{ $name }»
shifted = Ищу { $what } — { $bound }. Отменить?
shifted-milder = За пределами всего показанного ничего нет, считаю от середины списка: { $what } — { $bound }. Отменить?
shifted-nth = Ищу { $what } по сравнению с №{ $position } — { $bound }. Отменить?
shift-price-lower = дешевле
shift-price-higher = дороже
shift-delivery_time-lower = с доставкой быстрее
shift-delivery_time-higher = с менее срочной доставкой
shift-size-lower = упаковку меньше
shift-size-higher = упаковку больше
shift-sugar-lower = менее сладкое
shift-sugar-higher = слаще
shift-calories-lower = менее калорийное
shift-calories-higher = калорийнее
shift-fat-lower = менее жирное
shift-fat-higher = жирнее
shift-salt-lower = менее солёное
shift-salt-higher = солонее
shift-protein-lower = с меньшим количеством белка
shift-protein-higher = с большим количеством белка
shift-rating-lower = с оценкой пониже
shift-rating-higher = с оценкой выше
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
explained-shelf = Полка: { $shelf }.
explained-contents = Состав: { $ingredients }.
explained-allergens = Аллергены: { $allergens }.
explained-no-allergens = Аллергены не указаны.
explained-traces = Могут быть следы: { $allergens }.
explained-diets = Подходит: { $diets }.
explained-nutrition = На 100 { $base }: { $facts }.
nutrition-calories = { $number } ккал
nutrition-protein = белки { $number } г
nutrition-fat = жиры { $number } г
nutrition-sugar = сахар { $number } г
nutrition-salt = соль { $number } г
explained-inferred = Часть этих сведений определена по названию, проверьте этикетку.
list-explained = Список собран так: { $why }.

why-relevance = близко к запросу
why-kind = именно { $detail }
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
off-topic = Я подбираю товары в Самокате, Мегамаркете и Купере, а с этим помочь не могу. Что поискать?
attack = Так я не умею: я только подбираю товары и не меняю свои правила. Что поискать?
unclear = Не совсем понял. Что ищете? Можно назвать товар, повод или сказать «пропустить» — покажу популярное.
declined = Хорошо, ничего не запоминаю. Что поискать?
kept = Хорошо, оставил как есть. Если понадобится, скажите «отмени».

## Неприятности

problem-empty-message = Сообщение пустое. Напишите, что ищете, например «печенье к чаю».
problem-long-message = Сообщение слишком длинное: { NUMBER($length) } знаков, а я читаю до { NUMBER($most) }. Скажите короче, что ищете.
problem-no-words = Тут нет слов, которые я мог бы понять. Напишите, что ищете, например «молоко и хлеб».
problem-deadline = Не успел разобраться до конца; вот что есть на эту минуту.
problem-nothing-on-screen = Пока на экране ничего нет: сначала скажите, что найти.
problem-nothing-to-undo = Отменять пока нечего.
problem-no-more = Больше ничего подходящего нет, остались те же варианты.
problem-limit = { $what } уже не найти, оставил прежний список.
limit = { $what } уже не найти.
problem-attribute-unknown = У этих товаров не указано: { $attribute }.
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
constraint-shift = { $what }
constraint-service = { $services }
constraint-rejected = отклонённые товары
facet-allergen = аллерген { $value }
facet-diet = диета «{ $value }»
facet-value = { $value }
