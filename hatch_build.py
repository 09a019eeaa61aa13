"""Build hook: lets an editable install see the top-level folders as `podbor.<folder>`."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FOLDERS = ("agent", "tools", "memory", "evals", "ui")


class EditableLayoutHook(BuildHookInterface[Any]):
    """Links every source folder into build/editable/podbor, the one path that an editable install adds."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            return
        root = Path(self.root)
        package = root / "build" / "editable" / "podbor"
        package.mkdir(parents=True, exist_ok=True)
        sources = [root / name for name in FOLDERS] + sorted((root / "src" / "podbor").iterdir())
        wanted = {source.name: source for source in sources if source.name != "__pycache__"}
        for link in package.iterdir():
            if link.is_symlink() and link.name not in wanted:
                link.unlink()
        for name, source in wanted.items():
            link = package / name
            if not link.is_symlink():
                link.symlink_to(source)
