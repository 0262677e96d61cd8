"""
Pelican's door to the press: the class that `PELICAN_CLASS` names, which runs a build as Pelican's settings say.

Pelican's own article and page generators do not scale; `Portal` runs those that our plugin offers.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.log import console
from pelican.settings import DEFAULT_CONFIG

from plugins.press import settings as rules
from plugins.press.adapter import Outcome, build

PLUGIN = "plugins.pipeline"


class Portal(Pelican):  # type: ignore[misc]  # Pelican ships no types
    """
    A build: the generators of our plugins in their order, then one publication.

    Raises (when made):
        SettingsError: A setting is unknown, or a plugin does not work here.
    """

    outcome: Outcome

    def __init__(self, settings: dict[str, Any]) -> None:
        files = rules.SettingsFiles(settings_files())
        asked = [str(getattr(plugin, "__name__", plugin)) for plugin in settings["PLUGINS"] or ()]
        rules.refuse_unknown(filter(str.isupper, settings), DEFAULT_CONFIG, files)
        rules.refuse_plugins(asked, PLUGIN, files)
        super().__init__(settings)
        rules.refuse_unloaded(asked, self.settings["PLUGINS"], files)

    def run(self) -> None:
        """Build and publish; see `adapter.build` for what it raises."""
        settings = self.settings | {"PATH": self.path, "OUTPUT_PATH": self.output_path, "THEME": self.theme}
        generators = [generator for _, generator in signals.get_generators.send(self)]
        self.outcome = build(
            settings,
            generators,
            on_wait=lambda: console.print("Đang chờ một lượt dựng khác của cùng trang này xong…"),
            on_ready=signals.all_generators_finalized.send,
        )
        signals.finalized.send(self)


def settings_files() -> list[Path]:
    """Return the files of the settings that this process has read, before those that they import."""
    modules = [vars(module) for module in list(sys.modules.values()) if hasattr(module, "__dict__")]
    return [Path(names["__file__"]) for names in modules if "PELICAN_CLASS" in names]
