"""Files of others that are not UTF-8 are refused with the line."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from podbor.core.errors import InputError
from podbor.evals.external.iard import read_iard
from podbor.evals.external.opendialkg import read_opendialkg
from podbor.evals.external.redial import read_redial
from podbor.evals.external.tau2 import read_tau2


@pytest.mark.parametrize(
    "read", [read_iard, read_redial, read_opendialkg, partial(read_tau2, fixture="grocery", language="en")]
)
def test_a_file_that_is_not_utf8_is_named_with_its_line(read: Callable[[Path], Any], tmp_path: Path) -> None:
    path = tmp_path / "data"
    path.write_bytes('{"a": 1}\n{"чай": 1}\n'.encode("cp1251"))
    with pytest.raises(InputError, match="data:2: file: not UTF-8"):
        read(path)
