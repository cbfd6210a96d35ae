"""The example counties, described by ``builders.county``."""

from builders.counties import dongxiang, national, qingliu, shanxi, tongnan
from builders.county import Example

EXAMPLES: dict[str, Example] = {
    module.EXAMPLE.notice: module.EXAMPLE
    for module in (dongxiang, national, qingliu, shanxi, tongnan)
}
"""The counties by their notice."""
