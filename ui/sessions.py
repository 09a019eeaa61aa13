"""Who a browser is: a shopper and a conversation, under a signature that only this server can make."""

import hmac
import json
from typing import Any, TypedDict
from uuid import uuid4

from podbor.core.vocabulary import Locale


class Session(TypedDict):
    """What a browser keeps and sends with every event; `locale` is what the page speaks until the shopper has written."""

    user: str
    thread: str
    locale: Locale
    signature: str


class Sessions:
    """Begins sessions, and knows its own again.

    Args:
        key: a secret of the server; what it signed with another is a stranger's.
    """

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def begin(self, *, user: str = "", locale: Locale = "ru") -> Session:
        """Begin a conversation of `user`, or of somebody new."""
        user, thread = user or uuid4().hex, uuid4().hex
        return Session(user=user, thread=thread, locale=locale, signature=self._sign(user, thread, locale))

    def known(self, session: Any) -> Session:
        """Return what a browser sent, if it was signed here and is unaltered; else the session of somebody new."""
        sent = session if isinstance(session, dict) else {}
        signature = self._sign(sent.get("user"), sent.get("thread"), sent.get("locale"))
        if hmac.compare_digest(str(sent.get("signature")).encode(errors="replace"), signature.encode()):
            return Session(user=sent["user"], thread=sent["thread"], locale=sent["locale"], signature=signature)
        return self.begin()

    def _sign(self, *parts: Any) -> str:
        return hmac.new(self._key, json.dumps(parts).encode(), "sha256").hexdigest()
