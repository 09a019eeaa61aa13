title = Подбор
tagline = Скажите обычными словами, что нужно: найду в Самокате, Мегамаркете и Купере
message-label = Сообщение
message-placeholder = Например: что-нибудь сладкое к чаю до 300 рублей
send = Отправить
language-label = Язык
language-auto = Как пишу
new-conversation = Новый разговор
developer = Для разработчика
trace = Что сделал агент
step-perceive = Читаю сообщение
step-plan = Понимаю, что нужно
step-act = Выполняю
step-recommend = Подбираю и проверяю условия
step-narrate = Пишу ответ
step-verify = Сверяю с фактами
take = Беру
reject = Не то
why = Почему
compare = Сравнить
chip-cheaper = Подешевле
chip-faster = Побыстрее
chip-bigger = Упаковку побольше
chip-less-sugar = Поменьше сахара
chip-rating = С оценкой повыше
chip-more = Ещё варианты
chip-undo = Отменить
say-take = беру { $ordinal }
say-reject = убери { $ordinal }
say-why = почему { $ordinal }?
say-compare = сравни цены на { $ordinal }
ordinal-1 = первый
ordinal-2 = второй
ordinal-3 = третий
ordinal-4 = четвёртый
ordinal-5 = пятый
ordinal-n = { $position }-й
profile-label = Что я о вас помню
profile-none = Пока ничего
profile-fact = { $fact } — { $scope ->
    [lasting] всегда
   *[session] в этом разговоре
} («{ $utterance }», { $date })
profile-remove = Забыть выбранное
profile-erase = Стереть всё обо мне
removed = Забыл
erased = Стёрто всё, что о вас хранилось
rules-label = Как составляется список
rules = Список строится по вашему запросу, по тому, что вы о себе рассказали, и по тому, что брали или отклоняли в этом чате. Строгие условия
    (аллергены, диеты, запреты, цена, наличие) соблюдаются всегда; остальное — близость к запросу, ваши вкусы, оценка и цена. Места в списке не продаются.
    Всё, что о вас помню, показано слева: любой пункт можно убрать.
demo = Демонстрационный каталог: товары и цены вымышлены
allergens = Аллергены: { $names }
traces = Возможны следы: { $names }
rating = { $rating } из 5
price-was = вместо { MONEY($price) }
error = Не получилось: { $reason }
