"""Holds a plan to what its message can mean: no critique that no word asks for, nothing forgotten that was to be shown."""

import re
from collections.abc import Sequence

from podbor.agent.planner.language import Act, Compare, Find, Forget, Judge, Plain, PlainWord, Prefer, Shift
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
UNSURE = 0.95
"""Certainty below which a lone act that no word asks for is a guess: above it nearly all are right."""
ORDER = re.compile(
    r"(?:please |go to |let's |to )*(?:check ?out|place (?:the |my |an )?order|pay(?: now)?|buy (?:it )?now)(?: please)?|"
    r"(?:давай(?:те)? |хочу |перейти )*(?:оформ\w+|оплат\w+)(?: мой)?(?: заказ\w*)?(?: пожалуйста)?",
    re.IGNORECASE,
)
SKIP = re.compile(
    r"(?:just )?(?:skip|pass)(?: (?:it|this|that|the question))?(?: please)?|whatever|surprise me|"
    r"(?:show me )?(?:what(?:['’]?s| is) )?(?:something )?popular|пропуст\w+|пропуск\w*|что угодно|без разницы|"
    r"(?:покажи(?:те)? )?(?:что )?(?:есть )?(?:что-нибудь )?популярн\w+",
    re.IGNORECASE,
)
RESTART = re.compile(
    r"(?:let['’]?s |please )*(?:stop|enough|start (?:over|again|afresh)|(?:a )?new search|clear|reset)(?: please)?|"
    r"(?:давай(?:те)? |всё,? |пожалуйста )*"
    r"(?:стоп|хватит|(?:начн[её]м |начать |начни )?(?:сначала|заново|с начала)|новый поиск)(?: пожалуйста)?",
    re.IGNORECASE,
)
"""Wants an end of it, or to begin anew, and names nothing."""
CHATTER = re.compile(
    r"(?:а |и |скажи(?:те)? |tell me |so )*(?:как\w+ (?:\w+ )?погода|(?:what|how)(?:['’]?s| is) the (?:weather|time)|"
    r"what time is it|(?:который|сколько) (?:сейчас )?(?:час|времени)|"
    r"(?:tell|расскажи\w*)(?: me)? (?:a joke|анекдот|шутку))(?: (?:today|now|сегодня|сейчас|завтра|like))*",
    re.IGNORECASE,
)
"""Asks what no shop knows."""
REFUSING = frozenset("не нет без no not don".split())
UNDECIDED = frozenset(
    "надо нужно знаю уверен уверена понятия thanks thank sure idea clue know need now worries problem спасибо "
    "проблем сегодня сейчас вариант обязательно".split()
)
"""What, beside a negation, says that nothing is wanted or known."""
ANSWERS = frozenset("да ага угу нет неа не yes yeah yep yup no nope nah".split())
SHOW = re.compile(
    r"покаж|расскаж|перечисл|скажи|список|что ты|show|list|tell|what|remind|summar|read back", re.IGNORECASE
)
ABOUT_ME = re.compile(r"обо мне|про меня|мой профиль|мои вкусы|about me|my profile|my taste|my pref", re.IGNORECASE)
PLAIN_WORDS: dict[str, re.Pattern[str]] = {
    "more": re.compile(
        r"ещ[её]|вс[её],? что есть|esh?che|eshe|variant|друг|вариант|вариков|следующ|дальше|остальн|нов|не видел|листа|продолж|"
        r"иное|"
        r"more|other|else|another|next|differ|new|option|alternativ|rest|again|keep|page|batch|fresh|scroll|"
        r"continu|go on|carry on|далее",
        re.IGNORECASE,
    ),
    "undo": re.compile(
        r"отмен|верн|назад|откат|обратно|взад|как было|не надо было|зря|ошиб|ой|передум|отыгр|было|не то|погоряч|возврат|наоборот|"
        r"undo|back|retract|other one|not forever|revert|restor|cancel|scratch|take that|was before|before|verni|nazad|"
        r"oops|wrong|mistake|revers|unroll|as it was|nvm|never mind|didn't mean",
        re.IGNORECASE,
    ),
}
"""What speaks of an act without arguments."""
PLAINLY: tuple[PlainWord, ...] = ("undo", "more")
KNOWN_OF_ME = re.compile(
    rf"{SHOW.pattern}|зна[её]|помн|запис|напис|прочт|прочит|сохран|профил|известн|pokaz|znae|"
    r"know|remember|on file|saved|noted|profile|settings|"
    r"(?<!\w)(?:что|чего|какие|chto)(?!\w)|(?:have|got|still)\W.*(?:on me|me down|for me)|you got",
    re.IGNORECASE,
)
"""Speaks of what is known of the shopper: "About me. Allergies: nuts" does not ask for it."""
LATER = re.compile(
    r"(?<!\w)(?:потом|позже|later|afterwards|then (?:we|i))(?!\w) (?:\w+ ){0,3}"
    r"(?:верн(?:у|усь|[её]м\w*)|отмен(?:ю|им)|как было|back|undo|revert)(?!\w)",
    re.IGNORECASE,
)
"""Says of an undo that it is not for now: "до конца поста постное, а потом вернём как было"."""
NOT_BUT = re.compile(r"(?<!\w)(?:не|not) (?:the )?[\w-]+,? (?:а|but|the other)(?!\w)", re.IGNORECASE)
NONE = re.compile(
    r"(?<!\w)(?:не|ни|нет|вс[её]|мимо|убер\w*|убир\w*|выкин\w*|долой|no|not|none|neither|nothing|nah|all|any|every\w*|don['’]?t|"
    r"фу|гадост\w*|ужас\w*|отстой|ерунда|дрянь|плох\w*|"
    r"remov\w*|drop|ditch|lose|hate|bin|bad|awful|terrible|rubbish|crap|trash|ugh|yuck|gross|useless)(?!\w)",
    re.IGNORECASE,
)
"""What a rejection of all is said with."""
REMOVED = re.compile(r"убер|убир|выкин|долой|минус|нрав|drop|remov|ditch|skip|lose|like", re.IGNORECASE)
FORGET = re.compile(
    r"забуд|забы[тв]|сотр|стер|стир|удал|чист|сброс|обнул|выкин|выброс|forg|eras|delet|wipe|clear|reset|remov|drop|scrap|bin|nuke|purge|shred|burn",
    re.IGNORECASE,
)
EVERYTHING = re.compile(
    r"(?<!\w)(?:вс[её]\w*|(?:обо?|про) мне|меня|предпочт\w+|данн\w+|истори\w+|профил\w+|"
    r"all|every\w*|me|preferences?|data|history|profile)(?!\w)",
    re.IGNORECASE,
)
"""What is forgotten where all is."""
ON_SCREEN = re.compile(
    r"(?<!\w)(?:фильтр\w*|списо?к\w*|поиск\w*|выдач\w*|экран\w*|корзин\w*|filters?|list|search|results?|screen|cart|basket)(?!\w)",
    re.IGNORECASE,
)
"""What of the page is cleared or reset, where nothing remembered is meant."""
EXPRESS = re.compile(
    r"(?<!\w)(?:забуд\w*|забы[тв]\w*|сотр\w+|стер\w+|стир\w+|удал\w+|forget\w*|eras\w+|delet\w+|wip\w+)(?!\w)",
    re.IGNORECASE,
)
"""Says of what is remembered that it is to go; "clear" and "reset" may be about the list."""

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
    them, or the list as it was, does not ask for it to be forgotten.
    """
    kept = [act for act in acts if len(acts) == 1 or _is_spoken_of(message, act) and not _is_beside(message, act)]
    if any(isinstance(act, Compare) for act in acts) and NOT_BUT.search(message) and not REMOVED.search(message):
        kept = [act for act in kept if not isinstance(act, Judge) or act.verdict != "reject"]
    return tuple(_asked(message, act) for act in (kept or acts))


def is_in_another_name(message: str) -> bool:
    """Whether a message gives itself out for one of the system's: nothing that it says is the shopper's wish."""
    return ROLE.match(message) is not None


def is_bare_answer(message: str) -> bool:
    """Whether a message is a "yes" or a "no" and nothing else, which says something only where something was asked."""
    return bool(words_of(message)) and ANSWERS.issuperset(words_of(message))


def is_skip(message: str) -> bool:
    """Whether a message lets a question pass, or leaves the choice to us.

    >>> is_skip("Пропустить!"), is_skip("skip it"), is_skip("skip the onions")
    (True, True, False)
    """
    return SKIP.fullmatch(message.strip(" .!?…")) is not None


def is_a_restart(message: str) -> bool:
    """Whether a message wants an end of what was, or something new, and names nothing.

    >>> is_a_restart("start over"), is_a_restart("стоп"), is_a_restart("clear the filters")
    (True, True, False)
    """
    return RESTART.fullmatch(message.strip(" .!?…")) is not None


def is_chatter(message: str) -> bool:
    """Whether a message asks for the weather, the time or a joke."""
    return CHATTER.fullmatch(message.strip(" .!?…")) is not None


def is_an_order(message: str) -> bool:
    """Whether a message wants to pay for what was taken, which is done elsewhere."""
    return ORDER.fullmatch(message.strip(" .!")) is not None


def is_meant_to_harm(message: str) -> bool:
    """Whether a message asks how to hurt somebody: no product is looked for then."""
    return HARM.search(message) is not None


def drop_guess(message: str, acts: Sequence[Act], *, confidence: float) -> tuple[Act, ...]:
    """Return "unclear" for a lone critique, "more", undo or rejection of all that no word asks for and that is not certain."""
    match acts:
        case [act] if confidence < UNSURE and not _is_asked_for(message, act):
            return (Plain(word="unclear"),)
        case _:
            return tuple(acts)


def _is_asked_for(message: str, act: Act) -> bool:
    if isinstance(act, Judge) and act.verdict == "reject" and act.refs == ("all",):
        return NONE.search(message) is not None
    return _is_spoken_of(message, act)


def hold_to_courtesy(message: str, acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return small talk for a message that thanks or greets, says nothing else, and was taken for a search.

    One that wants or knows nothing ("не надо", "not sure") is unclear, whatever it was taken for.
    """
    if says_nothing(message) and all(isinstance(act, Find | Prefer | Judge) for act in acts):
        return (Plain(word="unclear"),)
    thanked = COURTESY.search(message) is not None and all(isinstance(act, Find) for act in acts)
    nothing_else = thanked and all(word in AROUND for word in words_of(COURTESY.sub(" ", message)))
    return (Plain(word="chat"),) if nothing_else else tuple(acts)


def says_nothing(message: str) -> bool:
    """Whether a message only says that nothing is wanted, or known.

    >>> says_nothing("спасибо, не надо"), says_nothing("I don't know"), says_nothing("не надо сыр"), says_nothing("не то")
    (True, True, False, False)
    """
    words = set(words_of(message))
    return bool(words & REFUSING and words & UNDECIDED) and words <= REFUSING | UNDECIDED | AROUND | {
        "t",
        "i",
        "m",
        "я",
    }


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


def _is_beside(message: str, act: Act) -> bool:
    """Whether a message does not ask for an act that its other acts are told beside: an undo for later, what it tells of itself."""
    match act:
        case Plain(word="undo"):
            return LATER.search(message) is not None
        case Plain(word="profile"):
            return "?" not in message and not KNOWN_OF_ME.search(message)
        case _:
            return False


def is_express_erasure(message: str) -> bool:
    """Whether a message says in so many words that all that is remembered is to be forgotten.

    >>> is_express_erasure("забудь всё"), is_express_erasure("clear everything")
    (True, False)
    """
    return EXPRESS.search(message) is not None and EVERYTHING.search(message) is not None


def _asked(message: str, act: Act) -> Act:
    """What a message asks for that was read as a wish to have all forgotten: that, unless it speaks of the list."""
    if not isinstance(act, Forget) or act.fact is not None or is_express_erasure(message):
        return act
    shown = SHOW.search(message) is not None and not FORGET.search(message)
    if shown and ABOUT_ME.search(message):
        return Plain(word="profile")
    if not shown and not ON_SCREEN.search(message):
        return act
    said = (Plain(word=word) for word in PLAINLY if shown and PLAIN_WORDS[word].search(message))
    return next(said, Plain(word="unclear"))
