"""One step of the build that pyproject.toml cannot say; everything else stands there.

templates/ lies at the top of the tree, where offices look for it, and is installed as
ruralskills/templates.  An editable install reads it where it lies.
"""

import shutil
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


setup(cmdclass={"build_py": BuildWithTemplates})
