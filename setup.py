"""Two steps of the build that pyproject.toml cannot say; everything else stands there.

templates/ lies at the top of the tree, where offices look for it, and is installed as
ruralskills/templates.  An editable install reads it where it lies.

The links of README.md lead to files beside it. In a package index there are none, so they become
links into the repository that pyproject.toml names.
"""

import re
import shutil
import tomllib
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithTemplates(build_py):
    """Build the package, then put the templates into it."""

    def run(self) -> None:
        """Copy afresh, so that a template taken away does not live on in build/."""
        super().run()
        if not self.editable_mode:
            inside = Path(self.build_lib, "ruralskills", "templates")
            shutil.rmtree(inside, ignore_errors=True)
            shutil.copytree("templates", inside)


def description() -> str:
    """Return README.md with absolute links."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = Path("README.md").read_text(encoding="utf-8")
    for opening, kind in ((r"!\[[^\]]*\]\(", "raw"), (r"(?<!!)\[[^\]]*\]\(", "blob")):
        base = f"{project['urls']['Repository']}/{kind}/main/"
        text = re.sub(rf"({opening})(?!https?:|#)", rf"\g<1>{base}", text)
    return text


setup(
    cmdclass={"build_py": BuildWithTemplates},
    long_description=description(),
    long_description_content_type="text/markdown",
)
