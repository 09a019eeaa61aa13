"""Values of options that typer's own types do not tell apart."""

import typer


def named(user: str) -> str:
    """Refuse an empty name: it is part of everybody's."""
    if not user.strip():
        raise typer.BadParameter("is empty; valid: the name of a shopper, as the chat or --user of `podbor ask` has it")
    return user
