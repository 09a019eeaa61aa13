import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from pydantic import SecretStr

from podbor.core.errors import SetupError
from podbor.core.settings import Settings
from podbor.tools.embedding import open_embedder
from podbor.tools.embedding import openai as module
from podbor.tools.embedding.openai import OpenAIEmbedder


class Endpoint(ThreadingHTTPServer):
    """A real HTTP server on the loopback that answers as an embeddings endpoint does."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.statuses: list[int] = []
        self.inputs: list[list[str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"


class _Handler(BaseHTTPRequestHandler):
    server: Endpoint

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        self.server.inputs.append(body["input"])
        rows = [
            {"object": "embedding", "index": row, "embedding": [float(len(text)), 1.0, 0.0]}
            for row, text in enumerate(body["input"])
        ]
        answer = {"object": "list", "model": body["model"], "data": rows[::-1], "usage": {"prompt_tokens": 1}}
        content = json.dumps(answer if status == 200 else {"error": {"message": "no"}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def endpoint(monkeypatch: pytest.MonkeyPatch) -> Iterator[Endpoint]:
    monkeypatch.setattr(module, "MAX_WAIT_S", 0.0)
    with Endpoint() as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def embedder(endpoint: Endpoint, model: str = "intfloat/multilingual-e5-small") -> OpenAIEmbedder:
    return OpenAIEmbedder(base_url=endpoint.url, model=model, api_key=SecretStr("k"))


def test_rows_come_back_in_order_as_unit_vectors(endpoint: Endpoint) -> None:
    texts = ["a" * length for length in range(1, 150)]
    client = embedder(endpoint, "other")
    vectors = client.embed_passages(texts)
    client.close()
    lengths = vectors[:, 0] / vectors[:, 1]
    assert lengths == pytest.approx(np.arange(1, 150), rel=1e-4)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(149), abs=1e-5)
    assert [len(batch) for batch in endpoint.inputs] == [64, 64, 21]


def test_the_e5_family_gets_its_prefixes(endpoint: Endpoint) -> None:
    client = embedder(endpoint)
    client.embed_queries(["чай"])
    client.embed_passages(["чай"])
    client.close()
    assert endpoint.inputs == [["query: чай"], ["passage: чай"]]
    assert client.dimension == 3


def test_a_passing_failure_is_retried(endpoint: Endpoint) -> None:
    endpoint.statuses = [503, 429]
    client = embedder(endpoint)
    assert client.embed_queries(["чай"]).shape == (1, 3)
    client.close()
    assert len(endpoint.inputs) == 3


@pytest.mark.parametrize(("statuses", "requests"), [([401], 1), ([500] * 9, 4)])
def test_a_lasting_failure_names_the_endpoint(endpoint: Endpoint, statuses: list[int], requests: int) -> None:
    endpoint.statuses = statuses
    client = embedder(endpoint)
    with pytest.raises(SetupError, match=f"HTTP {statuses[0]}") as caught:
        client.embed_queries(["чай"])
    client.close()
    assert endpoint.url in caught.value.what
    assert "PODBOR_EMBEDDINGS_URL" in caught.value.mend
    assert len(endpoint.inputs) == requests


def test_a_failure_shows_no_password(endpoint: Endpoint) -> None:
    endpoint.statuses = [401]
    client = OpenAIEmbedder(
        base_url=endpoint.url.replace("//", "//user:s3cret@"),
        model="intfloat/multilingual-e5-small",
        api_key=SecretStr("k"),
    )
    with pytest.raises(SetupError, match=r"//\*\*\*@") as caught:
        client.embed_queries(["чай"])
    client.close()
    assert "s3cret" not in caught.value.what


def test_settings_pick_the_endpoint(endpoint: Endpoint, tmp_path: Path) -> None:
    settings = Settings(home=tmp_path, embeddings_url=endpoint.url, embeddings_model="other")
    assert open_embedder(settings).embed_passages(["чай"]).shape == (1, 3)
    assert open_embedder(settings).model_id.startswith("openai:other+centre-")
