"""python -m bot serve …: one process each. `make run` starts all of them."""

from __future__ import annotations

import logging
import os
import sys

import structlog
import typer

from bot.cli.quiet import without_warnings
from bot.settings import PROJECT, settings

app = typer.Typer(help="Start one process of the desk.", no_args_is_help=True)


@app.command()
def desk() -> None:
    """The desk: console, chat, API, model server, drafting and sending.

    Example: python -m bot serve desk
    """
    import uvicorn

    from bot.bootstrap import house
    from bot.web.app import create_app

    log_plainly()
    uvicorn.run(
        create_app(house()),
        host=settings().host,
        port=settings().port,
        log_level="warning",
        access_log=False,
        ws="none",
        timeout_graceful_shutdown=3,
    )


@app.command()
def rasa() -> None:
    """The Rasa server with our NLU components; follows the desk's active model.

    Example: python -m bot serve rasa
    """
    os.environ.update(settings().for_processes())
    without_warnings()
    from bot.nlu.serving import serve  # importing Rasa takes seconds and half a gigabyte

    serve(PROJECT, host=settings().rasa_host, port=settings().rasa_port, token=settings().secret("rasa"))


@app.command()
def actions() -> None:
    """The action server: Rasa custom actions that read the database.

    Example: python -m bot serve actions
    """
    os.execv(sys.executable, [sys.executable, "-W", "ignore", "-m", "actions"])  # noqa: S606 - ourselves


@app.command()
def worker() -> None:
    """The worker: what clocks start.

    Example: python -m bot serve worker
    """
    from bot.cli.worker import consume

    log_plainly()
    consume()


def log_plainly() -> None:
    level = logging.getLevelName(settings().log_level.upper())
    logging.basicConfig(level=level, format="%(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # a line for every draft otherwise
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
