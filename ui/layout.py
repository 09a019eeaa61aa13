"""The chat's components, and their words in a language."""

from dataclasses import dataclass
from typing import Any

import gradio as gr

from podbor.core.vocabulary import LOCALES
from podbor.ui.presenter import ACTIONS, CHIPS, FOLDER, Presenter

AUTO, RUSSIAN, ENGLISH = "auto", "ru", "en"


@dataclass(frozen=True, kw_only=True)
class CardSlot:
    """A place for a product card; empty ones are hidden."""

    box: gr.Column
    html: gr.HTML
    buttons: dict[str, gr.Button]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Everything on the page that a handler reads or writes."""

    session: gr.BrowserState
    chosen: gr.BrowserState
    locale: gr.Textbox
    header: gr.Markdown
    language: gr.Radio
    new: gr.Button
    developer: gr.Checkbox
    chat: gr.Chatbot
    chips: dict[str, gr.Button]
    message: gr.Textbox
    send: gr.Button
    cards: tuple[CardSlot, ...]
    consent: gr.Checkbox
    facts: gr.CheckboxGroup
    remove: gr.Button
    erase: gr.Button
    doubt: gr.Row
    sure: gr.Button
    keep: gr.Button
    rules_box: gr.Accordion
    rules: gr.Markdown
    trace: gr.JSON

    def labelled(self) -> list[Any]:
        """Components whose words change with the language, in the order of `labels`."""
        slots = [button for slot in self.cards for button in slot.buttons.values()]
        return [
            self.locale, self.header, self.language, self.new, self.developer, self.message, self.send, self.consent, self.remove,
            self.erase, self.sure, self.keep, self.rules_box, self.rules, self.trace, *self.chips.values(), *slots,
        ]  # fmt: skip

    def listed(self) -> list[Any]:
        """Components of the list, in the order of `card_updates`."""
        return [part for slot in self.cards for part in (slot.box, slot.html)]


def build_layout(presenter: Presenter, *, slots: int, secret: str, ask_consent: bool = False) -> Layout:
    """Lay the page out; must run inside `gr.Blocks`. What acts waits for `labels`: before the page is loaded nobody is known."""
    say = presenter.say
    session = gr.BrowserState({}, storage_key="podbor", secret=secret)
    chosen = gr.BrowserState(AUTO, storage_key="podbor-language", secret=secret)
    # Hidden and not absent: a change of it is an event in the browser.
    locale = gr.Textbox("", visible="hidden", elem_id="locale")
    header = gr.Markdown(_header(presenter), elem_id="header")
    with gr.Row():
        with gr.Column(scale=1, min_width=230):
            language = gr.Radio(
                _languages(presenter), value=AUTO, label=say("language-label"), elem_id="language", interactive=False
            )
            new = gr.Button(say("new-conversation"), elem_id="new", interactive=False)
            consent = gr.Checkbox(label=say("consent"), visible=ask_consent, elem_id="consent", interactive=False)
            facts = gr.CheckboxGroup([], label=say("profile-label"), info=say("profile-none"), elem_id="facts")
            remove = gr.Button(say("profile-remove"), size="sm", elem_id="remove", interactive=False)
            erase = gr.Button(say("profile-erase"), size="sm", variant="stop", elem_id="erase", interactive=False)
            with gr.Row(visible=False) as doubt:
                sure = gr.Button(say("erase-sure"), size="sm", variant="stop", elem_id="sure")
                keep = gr.Button(say("erase-keep"), size="sm", elem_id="keep")
            with gr.Accordion(say("rules-label"), open=False, elem_id="rules") as rules_box:
                rules = gr.Markdown(say("rules"))
            developer = gr.Checkbox(label=say("developer"), elem_id="developer")
        with gr.Column(scale=3, min_width=360):
            chat = gr.Chatbot(height=440, show_label=False, elem_id="chat", buttons=[], render_markdown=False)
            with gr.Row(elem_id="chips"):
                chips = {
                    name: gr.Button(say(f"chip-{name}"), size="sm", elem_id=f"chip-{name}", interactive=False)
                    for name in CHIPS
                }
            with gr.Row():
                message = gr.Textbox(
                    label=say("message-label"),
                    placeholder=say("message-placeholder"),
                    show_label=False,
                    scale=5,
                    autofocus=True,
                    interactive=False,
                    elem_id="message",
                )
                send = gr.Button(say("send"), variant="primary", scale=1, elem_id="send", interactive=False)
        with gr.Column(scale=2, min_width=300):
            cards = tuple(_slot(presenter, number) for number in range(1, slots + 1))
            trace = gr.JSON(label=say("trace"), visible=False, elem_id="trace")
    return Layout(
        session=session, chosen=chosen, locale=locale, header=header, language=language, new=new, developer=developer, chat=chat,
        chips=chips, message=message, send=send, cards=cards, consent=consent, facts=facts, remove=remove, erase=erase,
        doubt=doubt, sure=sure, keep=keep, rules_box=rules_box, rules=rules, trace=trace,
    )  # fmt: skip


def labels(layout: Layout, presenter: Presenter, *, chosen: str | None = None) -> list[Any]:
    """Updates that put the page into the presenter's language, and let what acts be pressed; `chosen` selects a language."""
    say = presenter.say
    selected: dict[str, Any] = {} if chosen is None else {"value": chosen if chosen in LOCALES else AUTO}
    return [
        gr.update(value=presenter.locale),
        gr.update(value=_header(presenter)),
        gr.update(label=say("language-label"), choices=_languages(presenter), interactive=True, **selected),
        gr.update(value=say("new-conversation"), interactive=True),
        gr.update(label=say("developer")),
        gr.update(label=say("message-label"), placeholder=say("message-placeholder"), interactive=True),
        gr.update(value=say("send"), interactive=True),
        gr.update(label=say("consent"), interactive=True),
        gr.update(value=say("profile-remove"), interactive=True),
        gr.update(value=say("profile-erase"), interactive=True),
        gr.update(value=say("erase-sure")),
        gr.update(value=say("erase-keep")),
        gr.update(label=say("rules-label")),
        gr.update(value=say("rules")),
        gr.update(label=say("trace")),
        *(gr.update(value=say(f"chip-{name}"), interactive=True) for name in CHIPS),
        *(gr.update(value=say(action)) for _ in layout.cards for action in ACTIONS),
    ]


def ask_to_erase(*, asked: bool) -> list[Any]:
    """Updates of the button that erases and of its question: what cannot be taken back takes two presses."""
    return [gr.update(visible=not asked), gr.update(visible=asked)]


def card_updates(layout: Layout, cards: list[str]) -> list[Any]:
    """Updates that show `cards` and hide the places left."""
    updates: list[Any] = []
    for index in range(len(layout.cards)):
        shown = index < len(cards)
        updates += [gr.update(visible=shown), gr.update(value=cards[index] if shown else "")]
    return updates


def style() -> str:
    """The page's style sheet."""
    return (FOLDER / "assets" / "style.css").read_text(encoding="utf-8")


def _slot(presenter: Presenter, number: int) -> CardSlot:
    with gr.Column(visible=False, elem_id=f"card-{number}") as box:
        html = gr.HTML("", padding=False)
        with gr.Row(elem_classes="pb-actions"):
            buttons = {
                action: gr.Button(presenter.say(action), size="sm", elem_id=f"{action}-{number}") for action in ACTIONS
            }
    return CardSlot(box=box, html=html, buttons=buttons)


def _header(presenter: Presenter) -> str:
    return f"# {presenter.say('title')}\n{presenter.say('tagline')}"


def _languages(presenter: Presenter) -> list[tuple[str, str]]:
    return [(presenter.say("language-auto"), AUTO), ("Русский", RUSSIAN), ("English", ENGLISH)]
