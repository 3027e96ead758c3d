"""The Rasa server, started from Python: its token never shows in the process list."""

from __future__ import annotations

import logging
from pathlib import Path

import rasa.utils.common
import rasa.utils.log_utils
from rasa.core.run import serve_application
from rasa.core.utils import AvailableEndpoints


def serve(project: Path, *, host: str, port: int, token: str) -> None:
    """Serve the REST channel and the API until stopped; the model comes from endpoints.yml's model server."""
    _keep_messages_out_of_logs()
    serve_application(
        interface=host,
        port=port,
        credentials=str(project / "credentials.yml"),
        auth_token=token,
        enable_api=True,
        endpoints=AvailableEndpoints.read_endpoints(str(project / "endpoints.yml")),
    )


def _keep_messages_out_of_logs() -> None:
    """Below WARNING Rasa logs what buyers write."""
    rasa.utils.common.configure_logging_and_warnings(log_level=logging.WARNING)
    rasa.utils.log_utils.configure_structlog(logging.WARNING)
