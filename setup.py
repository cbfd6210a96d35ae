"""Two steps of the build that pyproject.toml cannot say; everything else stands there.

templates/ lies at the top of the tree, where offices look for it, and is installed as
ruralskills/templates.  An editable install reads it where it lies.

The links of README.md lead to files beside it. In a package index there are none, so they become
links into the repository that pyproject.toml names, or their words alone while it names none.
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


def repository() -> str:
    """Return the address that pyproject.toml names, "" while there is none."""
    tools = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]
    return str(tools["ruralskills"]["repository"])


def urls(address: str) -> dict[str, str]:
    """Return the project's URLs at an address."""
    if not address:
        return {}
    return {
        "Homepage": address,
        "Repository": address,
        "Documentation": f"{address}/tree/main/docs",
        "Changelog": f"{address}/blob/main/CHANGELOG.md",
    }


def description(address: str) -> str:
    """Return README.md with links to an address, without those to files if there is none."""
    text = Path("README.md").read_text(encoding="utf-8")
    if not address:
        text = re.sub(r"!\[[^\]]*\]\((?!https?:)[^)]*\)\n*", "", text)
        return re.sub(r"\[([^\]]*)\]\((?!https?:|#)[^)]*\)", r"\1", text)
    for opening, kind in ((r"!\[[^\]]*\]\(", "raw"), (r"(?<!!)\[[^\]]*\]\(", "blob")):
        text = re.sub(rf"({opening})(?!https?:|#)", rf"\g<1>{address}/{kind}/main/", text)
    return text


ADDRESS = repository()
setup(
    cmdclass={"build_py": BuildWithTemplates},
    project_urls=urls(ADDRESS),
    long_description=description(ADDRESS),
    long_description_content_type="text/markdown",
)
