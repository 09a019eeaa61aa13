"""What the embedded model reads: a state line where there is state, then the message; the plan follows the newline."""

import re

from podbor.agent.planner.context import PlannerContext
from podbor.agent.planner.numerals import normalise_numbers
from podbor.agent.planner.speller import speller
from podbor.agent.planner.thousands import say_thousands
from podbor.core.redaction.redactor import redact

LAST_WORDS = {
    "search_catalog": "",
    "update_preferences": "pref",
    "critique": "critique",
    "give_feedback": "feedback",
    "compare_offers": "compare",
    "explain": "why",
    "show_more": "more",
    "show_profile": "profile",
    "undo": "undo",
    "forget": "forget",
}
"""Tool → its word in the state line. After a search is what one expects, and is not said."""
SIGNED = re.compile(
    r"(?<=\w)[\s,.!]*(?<!\w)(?i:с уважением|с наилучшими(?: пожеланиями)?|(?:(?:best|kind|warm) )?regards|"
    r"yours (?:sincerely|truly|faithfully)|sincerely)[\s,.!]+(?:[A-ZА-ЯЁ][\w.-]*[\s,.!]*){1,3}$"
)
"""What stands under a letter: "С уважением, Галина Петровна"."""
LAMP_CAP = re.compile(r"(?<!\w)[еЕ](?=(?:14|27|40)(?!\w))")
"""The Cyrillic letter of "E27"."""
AND = re.compile(r"(?<=[a-z] )'?n'?(?= [a-z])", re.IGNORECASE)
""" "sweet n sour"."""
LONG_NUMBER = re.compile(r"\d(?:[\s()-]*\d){8}")
"""As long as a telephone or card number; what of it is one is no part of a need."""
ANNOUNCES = (
    r"тел|тлф|телефон(?:а|у|ом|е|чик)?|номер(?:а|у|ом|е|ок)?|моб|мобильн\w+|сотов\w+|(?:по)?звони(?:те)?|набер(?:и|ите)|"
    r"карт(?:а|ы|е|у|ой|очк\w+)|паспорт(?:а|у|ом|е)?|снилс|инн|почт(?:а|ы|е|у|ой)|мейл|имейл|"
    r"(?:tele)?phone|cell|mobile|tel|numbers?|call|card|passport|e-?mail|mail"
)
CARD = r"(?:карт(?:а|ы|е|у|ой|очк\w+)|cards?)"
PRODUCT = (
    rf"(?:для|for)\s+(?:(?:мо(?:его|ей|их)|мобильн\w+|сотов\w+|my|the|an?|mobile|cell)\s+)*(?:{ANNOUNCES})|"
    rf"(?!visa|master|maestro|mir)[a-z]+[\s-]+карт(?:а|ы|е|у|ой|очк\w+)|"
    r"(?:memory|(?:micro)?sd|sim|gift|flash|video|graphics?|sound|network|playing|greeting|birthday|business|tarot|"
    rf"сим|флеш|видео|подарочн\w+|игральн\w+|звуков\w+|сетев\w+|географическ\w+)[\s-]+{CARD}"
)
"""What is looked for, though an announcing word ends it: "чехол для телефона", "memory card"."""
TAKEN_OUT = re.compile(
    rf"(?:\b(?P<product>{PRODUCT})\b\s+)?(?:\b(?:на|по|at|on|to)\s+)?"
    rf"(?:\b(?:{ANNOUNCES})\b[.:]*(?:\s+(?:на|по|это|me|at|on|to|is))*\s+)*⟨\w+⟩",
    re.IGNORECASE,
)
"""With the words that say what it is, and not with what is looked for: "молоко 8 916 …"."""
MAX_NEED, MAX_ASKED, MAX_MESSAGE = 60, 120, 600


def render_prompt(message: str, context: PlannerContext) -> str:
    """Return the prompt for a message whose numbers are normalised."""
    parts = [
        f"need {one_line(context.need)[:MAX_NEED]}" if context.need else "",
        f"last {LAST_WORDS[context.last_act]}" if LAST_WORDS.get(context.last_act) else "",
        f"asked {one_line(context.asked)[:MAX_ASKED]}" if context.asked else "",
    ]
    state = "; ".join(part for part in parts if part)
    return (f"[{state}]\n" if state else "") + one_line(message)[:MAX_MESSAGE] + "\n"


def prepare_message(text: str, context: PlannerContext) -> str:
    """Normalise what the shopper wrote and put its spelling right, as the planner reads it."""
    if LONG_NUMBER.search(text):
        text = without_personal_data(text)
    corrected = speller().correct(prepare(text), [item.title for item in context.slate if item.title])
    return normalise_numbers(say_thousands(corrected, context))


def without_personal_data(text: str) -> str:
    """Take out telephone numbers, names and addresses, with the words that say what they are."""
    return TAKEN_OUT.sub(r"\g<product> ", redact(text))


def prepare(text: str) -> str:
    """Normalise what the shopper wrote: white space, "n" for "and", brackets that mark the state, numbers.

    A signature under it goes, and the letter of a lamp's cap is the Latin one, as on shelves.

    >>> prepare("salt n vinegar  crisps")
    'salt and vinegar crisps'
    >>> prepare("Лампочка е27. С уважением, Галина Петровна")
    'Лампочка E27'
    """
    line = LAMP_CAP.sub("E", SIGNED.sub("", one_line(text)))
    return normalise_numbers(AND.sub("and", line).replace("[", "(").replace("]", ")"))


def one_line(text: str) -> str:
    """Squeeze all white space to single spaces."""
    return " ".join(text.split())
