"""Holds a plan to what its message can mean: no critique that no word asks for, nothing forgotten that was to be shown."""

import re
from collections.abc import Sequence

from podbor.agent.planner.language import Act, Compare, Find, Forget, Judge, Plain, Shift
from podbor.agent.planner.words import words_of
from podbor.core.vocabulary import Attribute

ATTRIBUTE_WORDS: dict[Attribute, str] = {
    "price": r"д[её]ш[её]в|скромн|кошел|карман|кусает|разор|жаб[аы] |дорог|дороже|цен|бюджет|стои|руб|₽|эконом|деньг|денег|трат|"
    r"скидк|акци|"
    r"che?a?p|expens|pric|budget|cost|mone|spend|pay|wallet|podesh|desh|"
    r"quid|earth|pocket|robbery|rip.?off|chep|afford|dear|posh|premium|fanc|luxur|value|save|saving|bargain|deal|econom|poor|broke|bankrupt|purse|skint|fortune|steep|rouble|ruble|"
    r"for less|a bomb|cheep",
    "delivery_time": r"быстр|скор|срочн|медлен|долг|час|минут|позже|раньше|доста|(?<!\w)(?:при|до)?вез|жда|жди|гор[еи]т|"
    r"тороп|спеш|сегодня|завтра|"
    r"шустр|едет|приед|приех|успе|жив(?:ее|ей)|пулей|мигом|недел|дней|дня|вечер|утр[уао]|к (?:суббот|воскрес|понедел|пятниц)|"
    r"бегом|bystr|chop|pronto|century|tonight|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    r"quick|fast|slow|soon|hurry|late|wait|deliver|urgent|time|earl|asap|rush|minute|hour|today|tomorrow|now|arriv|quik|swift|"
    r"snapp|speed|weekend|morning|evening|get here|here by|days|week",
    "size": r"больш|меньш|крупн|мелк|маленьк|велик|разм|литр|объ[её]м|пач|упаков|кило|грамм|мало|много|компакт|гигант|"
    r"поб[оа]л|помен|семейн|мельч|крош|узк|узен|широк|тонк|тонень|длин|корот|тяж[её]л|вес[ия]т|влез|влаз|помест|громозд|здоров|скромн|"
    r"big|large|small|siz|pack|tiny|huge|family|mini|compact|volume|bulk|little|litre|gram|kilo|giant|more in|"
    r"narrow|wide|titch|minuscul|enorm|massive|teen[yi]|(?<!\w)wee(?!\w)|fit|heav|weigh|long|short|room|thin|thick|skimp",
    "sugar": r"сла[дщ]|сахар|приторн|sweet|sug|carb",
    "calories": r"калор|тали[юяи]|бока|л[её]гк|легч|диет|фигур|худе|сытн|ккал|calor|light|lean|lite|diet|heavy|kcal|filling|"
    r"fatten|energy|waist",
    "fat": r"жир|%|постн|обезжир|маслян|сливочн|процент|fat|lean|greas|cream|oil|rich|skim",
    "salt": r"сол[ёеоиья]|солон|пресн|натри|salt|sodium|brin",
    "protein": r"бел[ко]|протеин|prote",
    "rating": r"оцен|рейтинг|отзыв|зв[её]зд|лучш|качеств|хвал|балл|попул|rat|star|review|better|best|qualit|popular|recommend|scor",
}
"""Parts of words that speak of an attribute, in both languages."""
COURTESY = re.compile(
    r"(?<!\w)(?:спасиб\w*(?: (?:больш|огромн)ое)?|благодар\w*|"
    r"привет\w*|здравствуй\w*|thanks?|thank you|thx|cheers|hello|hi|hey)(?!\w)",
    re.IGNORECASE,
)
AROUND = frozenset(
    "you very much so a lot ever again then there all mate for your help тебе вам всем за помощь совет все очень".split()
)
"""Words of thanks and greetings besides those themselves."""
UNSURE = 0.6
"""Of ten lone critiques without a word for them, seven were less certain; of those one was right."""
ORDER = re.compile(
    r"(?:please |go to |let's |to )*(?:check ?out|place (?:the |my |an )?order|pay(?: now)?|buy (?:it )?now)(?: please)?|"
    r"(?:давай(?:те)? |хочу |перейти )*(?:оформ\w+|оплат\w+)(?: мой)?(?: заказ\w*)?(?: пожалуйста)?",
    re.IGNORECASE,
)
ANSWERS = frozenset("да ага угу нет неа не yes yeah yep yup no nope nah".split())
SHOW = re.compile(
    r"покаж|расскаж|перечисл|скажи|список|что ты|show|list|tell|what|remind|summar|read back", re.IGNORECASE
)
ABOUT_ME = re.compile(r"обо мне|про меня|мой профиль|мои вкусы|about me|my profile|my taste|my pref", re.IGNORECASE)
PLAIN_WORDS: dict[str, re.Pattern[str]] = {
    "more": re.compile(
        r"ещ[её]|вс[её],? что есть|eshche|variant|друг|вариант|вариков|следующ|дальше|остальн|нов|не видел|листа|продолж|иное|"
        r"more|other|else|another|next|differ|new|option|alternativ|rest|again|keep|page|batch|fresh|scroll",
        re.IGNORECASE,
    ),
    "undo": re.compile(
        r"отмен|верн|назад|откат|обратно|взад|как было|не надо было|зря|ошиб|ой|передум|отыгр|было|не то|погоряч|возврат|наоборот|"
        r"undo|back|retract|other one|not forever|revert|restor|cancel|scratch|take that|was before|before|"
        r"oops|wrong|mistake|revers|unroll|as it was|nvm|never mind|didn't mean",
        re.IGNORECASE,
    ),
}
"""What speaks of an act without arguments."""
NOT_BUT = re.compile(r"(?<!\w)(?:не|not) (?:the )?[\w-]+,? (?:а|but|the other)(?!\w)", re.IGNORECASE)
REMOVED = re.compile(r"убер|убир|выкин|долой|минус|нрав|drop|remov|ditch|skip|lose|like", re.IGNORECASE)
FORGET = re.compile(
    r"забуд|забы[тв]|сотр|стер|стир|удал|чист|сброс|обнул|выкин|выброс|forg|eras|delet|wipe|clear|reset|remov|drop|scrap|bin|nuke|purge",
    re.IGNORECASE,
)

ROLE = re.compile(
    r"[(<#*\s]*(?:system|assistant|developer|admin|система|администратор|разработчик)[)>*\s]*:", re.IGNORECASE
)
"""How a message begins that gives itself out for somebody else's."""
HARM = re.compile(
    r"(?<!\w)(?:чем|как|how|what)\s+(?:\w+\s+){0,4}?(?:отравить|травануть|убить|прикончить|poison|kill|murder)\s+"
    r"(?:(?:the|my|his|her|their|our|a|мо[йюе]\w*|сво[йюе]\w*|его|её|их|соседск\w+|чуж\w+|\w+['’]s)\s+){0,2}"
    r"(?:сосед\w*|мужа?|жену|тёщу|тещу|свекровь|начальника|собак[уи]|кошк[уи]|кота|"
    r"neighbou?r\w*|husband|wife|boss|mother.in.law|dog|cat|somebody|someone)(?!\w)",
    re.IGNORECASE,
)
"""Asks how to hurt people or their pets."""


def hold_to_cues(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return `acts` without critiques, "more" and undo that no word of the message asks for beside other acts.

    What is not to be compared ("не третий, а первый со вторым") is not rejected by it. Who asks to be shown what is known of
    them does not ask for it to be forgotten.
    """
    kept = [act for act in acts if len(acts) == 1 or _is_spoken_of(message, act)]
    if any(isinstance(act, Compare) for act in acts) and NOT_BUT.search(message) and not REMOVED.search(message):
        kept = [act for act in kept if not isinstance(act, Judge) or act.verdict != "reject"]
    return tuple(_asked(message, act) for act in (kept or acts))


def is_in_another_name(message: str) -> bool:
    """Whether a message gives itself out for one of the system's: nothing that it says is the shopper's wish."""
    return ROLE.match(message) is not None


def is_bare_answer(message: str) -> bool:
    """Whether a message is a "yes" or a "no" and nothing else, which says something only where something was asked."""
    return bool(words_of(message)) and ANSWERS.issuperset(words_of(message))


def is_an_order(message: str) -> bool:
    """Whether a message wants to pay for what was taken, which is done elsewhere."""
    return ORDER.fullmatch(message.strip(" .!")) is not None


def is_meant_to_harm(message: str) -> bool:
    """Whether a message asks how to hurt somebody: no product is looked for then."""
    return HARM.search(message) is not None


def drop_guess(message: str, acts: Sequence[Act], *, confidence: float) -> tuple[Act, ...]:
    """Return "unclear" for a lone critique that no word asks for and the model was not certain of."""
    match acts:
        case [Shift(attribute=attribute)] if confidence < UNSURE and not _speaks_of(message, attribute):
            return (Plain(word="unclear"),)
        case _:
            return tuple(acts)


def hold_to_courtesy(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return small talk for a message that thanks or greets, says nothing else, and was taken for a search."""
    thanked = COURTESY.search(message) is not None and all(isinstance(act, Find) for act in acts)
    nothing_else = thanked and all(word in AROUND for word in words_of(COURTESY.sub(" ", message)))
    return (Plain(word="chat"),) if nothing_else else tuple(acts)


def _speaks_of(message: str, attribute: Attribute) -> bool:
    return re.search(ATTRIBUTE_WORDS[attribute], message, re.IGNORECASE) is not None


def _is_spoken_of(message: str, act: Act) -> bool:
    match act:
        case Shift():
            return _speaks_of(message, act.attribute)
        case Plain() if act.word in PLAIN_WORDS:
            return PLAIN_WORDS[act.word].search(message) is not None
        case _:
            return True


def _asked(message: str, act: Act) -> Act:
    if not isinstance(act, Forget) or act.fact is not None or FORGET.search(message):
        return act
    return Plain(word="profile") if SHOW.search(message) and ABOUT_ME.search(message) else act
