"""python -m actions: the action server, on loopback unless told otherwise, without cross-origin access."""

from __future__ import annotations

from rasa_sdk.endpoint import create_app

from bot.settings import settings

if __name__ == "__main__":
    app = create_app("actions", cors_origins="")
    app.run(host=settings().actions_host, port=settings().actions_port, workers=1, access_log=False)
