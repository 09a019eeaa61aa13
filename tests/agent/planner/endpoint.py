"""A real HTTP server on the loopback that speaks /v1/chat/completions, its stream, and /v1/completions."""

import json
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any, TypeAlias

Reply: TypeAlias = "dict[str, Any] | int | bytes | Callable[[], dict[str, Any]]"
USAGE = {"prompt_tokens": 100, "completion_tokens": 7, "total_tokens": 107}


class Endpoint(ThreadingHTTPServer):
    """Answers with `replies` in turn: a message, an HTTP status, raw bytes of a page, or what a function returns."""

    daemon_threads = True

    def __init__(self, replies: list[Reply]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.replies = list(replies)
        self.requests: list[dict[str, Any]] = []
        self.released = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def hang(self) -> dict[str, Any]:
        """Keep the request waiting until the test is over."""
        self.released.wait()
        return text("late")


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append(body)
        reply = self.server.replies.pop(0) if self.server.replies else 500
        if callable(reply):
            reply = reply()
        if isinstance(reply, bytes):
            self._send(200, reply, "text/html")
        elif isinstance(reply, int):
            self._send(reply, json.dumps({"error": {"message": "no"}}).encode(), "application/json")
        elif "raw" in reply:
            self._send(200, json.dumps(reply["raw"]).encode(), "application/json")
        elif body.get("stream"):
            self._send(200, stream(reply), "text/event-stream")
        else:
            self._send(200, json.dumps(completion(reply)).encode(), "application/json")

    def _send(self, status: int, content: bytes, kind: str) -> None:
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        except OSError:
            pass  # the client has given up

    def log_message(self, format: str, *args: object) -> None:
        pass


def text(content: str) -> dict[str, Any]:
    return {"role": "assistant", "content": content}


def calls(*made: tuple[str, Any], content: str | None = None) -> dict[str, Any]:
    """A message with tool calls; arguments that are no text are encoded."""
    return {
        "role": "assistant",
        "content": content,
        "tool_calls": [
            {
                "id": f"chatcmpl-tool-{number}",
                "type": "function",
                "function": {
                    "name": name,
                    "arguments": args if isinstance(args, str) else json.dumps(args, ensure_ascii=False),
                },
            }
            for number, (name, args) in enumerate(made)
        ],
    }


def completion(message: dict[str, Any]) -> dict[str, Any]:
    reason = "tool_calls" if message.get("tool_calls") else "stop"
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "m",
        "choices": [{"index": 0, "message": message, "finish_reason": reason, "logprobs": None}],
        "usage": USAGE,
    }


def stream(message: dict[str, Any]) -> bytes:
    """The message in pieces of a few characters, as vLLM streams it, usage last."""
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    content = message.get("content") or ""
    deltas += [{"content": content[at : at + 5]} for at in range(0, len(content), 5)]
    for index, call in enumerate(message.get("tool_calls", ())):
        function = call["function"]
        deltas.append(
            {
                "tool_calls": [
                    {"index": index, "id": call["id"], "type": "function", "function": {"name": function["name"]}}
                ]
            }
        )
        pieces = [function["arguments"][at : at + 7] for at in range(0, len(function["arguments"]), 7)]
        deltas += [{"tool_calls": [{"index": index, "function": {"arguments": piece}}]} for piece in pieces]
    base = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    chunks = [{**base, "choices": [{"index": 0, "delta": delta, "finish_reason": None}]} for delta in deltas]
    chunks.append({**base, "choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
    chunks.append({**base, "choices": [], "usage": USAGE})
    lines = [f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n" for chunk in chunks]
    return "".join([*lines, "data: [DONE]\n\n"]).encode()
