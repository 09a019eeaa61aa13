"""What the evals' commands refuse, and how they say it."""

import pytest
from typer.testing import CliRunner

from podbor.cli.main import app


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["run", "evals/scenarios", "--tag", "no-such-tag"], "tags are: "),
        (["rescore", ".", "--price-in", "1"], "give both prices or none"),
    ],
)
def test_an_option_that_cannot_be_is_named(arguments: list[str], said: str) -> None:
    result = CliRunner().invoke(app, ["eval", *arguments], env={"COLUMNS": "400"})
    assert result.exit_code == 2
    assert said in result.output
