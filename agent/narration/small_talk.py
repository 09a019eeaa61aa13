"""Answers small talk by what it is: a loss, a greeting, thanks, a goodbye, or a question about the assistant itself."""

import re

from podbor.agent.loss import is_a_loss
from podbor.agent.narration.asked import facts_named
from podbor.agent.narration.voice import Voice
from podbor.core.text import words

TALK = {
    "human": r"\b(человек|живой|живая|робот|бот|нейросеть?|программа|машина|human|robot|bot|ai|machine|real person|alive)\b",
    "thanks": r"\b(спасиб\w*|благодар\w*|thank|thanks|thx|cheers)\b",
    "ability": r"\b(умее\w+|може(шь|те)|помо(жешь|жете|гаешь|гаете)|работае(шь|те)|кто (ты|вы)|(ты|вы) кто"
    r"|(can|could|do) you (do|help|work|offer)|help me|who are you)\b",
    "mood": r"\b(как (у тебя |у вас |твои |ваши )?дела|как (ты|вы|жизнь|настроение|поживае\w+)"
    r"|how (are|r) (you|u|things)|how is it going|how s it going|what s up)\b",
    "goodbye": r"(?<!нет )(?<!не )\bпока$|\b(до (свидания|встречи|завтра)|прощай\w*|это все|(на этом|вот и|больше) (все|ничего)"
    r"|(good)?bye|see you|farewell|thats? (it|all)|that s (it|all)|that is all|(all|nothing) (done|else))\b",
    "greeting": r"\b(привет\w*|здравствуй\w*|здрасте|добр(ый|ое|ой) (день|вечер|утро|утра)|hello|hi|hey"
    r"|good (morning|afternoon|evening))\b",
}
"""What tells what is said, in folded words without punctuation; where several do, the first."""


def small_talk(voice: Voice, said: str) -> str:
    """Answer small talk."""
    if is_a_loss(said):
        return voice.say("small-talk-loss")
    text = " ".join(words(said))
    # "How are you with nuts?" asks after nobody's health.
    named = any(facts_named(voice.terms, said))
    found = next((kind for kind, pattern in TALK.items() if re.search(pattern, text) and not named), None)
    return voice.say(f"small-talk-{found}" if found else "small-talk")
