"""podbor chat: serves the Gradio chat."""

from typing import Annotated

import typer


def chat(
    host: Annotated[str, typer.Option(help="address to listen on")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65_535, help="port to listen on")] = 7860,
) -> None:
    """Open the chat in the browser's reach; the first start prepares the data and the index."""
    from podbor.agent.assembly import prepare
    from podbor.cli.progress import progress
    from podbor.core.settings import Settings
    from podbor.ui.app import serve

    settings = Settings()
    prepare(settings, progress=progress())
    address = f"Podbor is at http://{host}:{port} (Ctrl+C stops it)"
    serve(settings, host=host, port=port, ready=lambda: typer.echo(address))
