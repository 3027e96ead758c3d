"""Our pipeline, as config.yml has it."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

from benchmarks.contenders.contender import Reader


class Dianxiaoer:
    def train(self, project: Path, folder: Path) -> None:
        training = import_module("bot.nlu.training")
        training.train(project, folder, lambda step: print(step, file=sys.stderr))

    def load(self, folder: Path) -> Reader:
        (model,) = folder.glob("*.tar.gz")
        reader: Reader = import_module("bot.nlu.loading").load(model).parse
        return reader
