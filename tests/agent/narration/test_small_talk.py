"""Small talk is answered by what it is, in both languages."""

import pytest

from podbor.agent.narration.narrator import compose
from podbor.agent.narration.small_talk import small_talk
from podbor.agent.narration.voice import Voice
from podbor.agent.state import Turn
from podbor.core.preferences import Constraints
from podbor.core.settings import SERVICES
from podbor.core.slate import Slate
from podbor.core.terms import Terms
from podbor.core.vocabulary import Locale
from podbor.tools.catalog.kinds import KindVocabulary


def voice(locale: Locale) -> Voice:
    return Voice(locale=locale, terms=Terms.load(), kinds=KindVocabulary.load(), services=SERVICES)


@pytest.mark.parametrize(
    ("locale", "said", "message"),
    [
        ("ru", "Привет!", "small-talk-greeting"),
        ("en", "good morning", "small-talk-greeting"),
        ("ru", "привет, как дела?", "small-talk-mood"),
        ("en", "How are you?", "small-talk-mood"),
        ("ru", "А что ты умеешь?", "small-talk-ability"),
        ("en", "hi, what can you do", "small-talk-ability"),
        ("ru", "ты человек?", "small-talk-human"),
        ("en", "am I talking to a bot?", "small-talk-human"),
        ("ru", "у нас умер кот", "small-talk-loss"),
        ("en", "my dog passed away yesterday", "small-talk-loss"),
        ("ru", "спасибо, пока", "small-talk-thanks"),
        ("en", "thanks for your help", "small-talk-thanks"),
        ("ru", "на этом всё", "small-talk-goodbye"),
        ("en", "That’s all", "small-talk-goodbye"),
        ("en", "I'm on a diet", "small-talk"),
        ("ru", "ну и погода", "small-talk"),
        ("ru", "привет, пока только смотрю", "small-talk-greeting"),
        ("ru", "нет пока", "small-talk"),
        ("ru", "ну, пока!", "small-talk-goodbye"),
        ("en", "how are you with nuts?", "small-talk"),
    ],
)
def test_each_kind_has_an_answer_of_its_own(locale: Locale, said: str, message: str) -> None:
    assert small_talk(voice(locale), said) == voice(locale).say(message)


@pytest.mark.parametrize(
    ("locale", "said", "word"), [("ru", "ты робот?", "программа"), ("en", "are you human?", "program")]
)
def test_it_says_that_it_is_a_program(locale: Locale, said: str, word: str) -> None:
    turn = Turn(turn_id="1", utterance=said, act="small_talk")
    assert word in compose(voice(locale), turn, Slate(), limits=Constraints()).text
