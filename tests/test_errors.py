"""All errors that an office can put right have one base."""

from __future__ import annotations

import pytest

from ruralskills.errors import CannotRead, CannotWrite, OfficeError
from ruralskills.patching.verify import NotProved
from ruralskills.regions import RegionError


@pytest.mark.parametrize("error", [CannotRead, CannotWrite, NotProved, RegionError])
def test_one_base(error: type[Exception]) -> None:
    assert issubclass(error, OfficeError)
