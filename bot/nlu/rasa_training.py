"""Rasa's training graph, run on a project's files."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bot.nlu.rasa_modules import rasa_module


def run_training(config: Path, domain: Path, data: list[Path], archive: Path) -> None:
    """Train the pipeline and the policies of `config` and write one archive.

    `rasa.model_training.train` does the same, but sends the sentences through importers for retrieval intents
    and end-to-end stories, which this project has none of; copying and comparing every sentence in each of
    them takes longer than the fit.
    """
    importer = rasa_module("rasa.shared.importers.rasa").RasaFileImporter(
        str(config), str(domain), [str(path) for path in data]
    )
    settings = importer.get_config()
    recipe = rasa_module("rasa.engine.recipes.recipe").Recipe.recipe_for_name(settings["recipe"])
    graph = recipe.graph_config_for_recipe(settings, {})
    rasa_module("rasa.engine.validation").validate(graph)
    with tempfile.TemporaryDirectory() as folder:
        trainer = rasa_module("rasa.engine.training.graph_trainer").GraphTrainer(
            rasa_module("rasa.engine.storage.local_model_storage").LocalModelStorage(Path(folder)),
            rasa_module("rasa.engine.caching").LocalTrainingCache(),
            rasa_module("rasa.engine.runner.dask").DaskGraphRunner,
        )
        trainer.train(graph, importer, archive, force_retraining=True)
