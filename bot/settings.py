"""The only reader of the environment. Every setting has a name, a default and a meaning here."""

from __future__ import annotations

import json
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseSettings, Field, validator

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
DEMO_SHOP = "demo"
"""Code of the shop that comes with the software."""
MOST_MEGABYTES = 50
PROJECT = Path(__file__).resolve().parent.parent


QUIET_RASA = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "CUDA_VISIBLE_DEVICES": "-1",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "PYTHONWARNINGS": "ignore",  # Rasa's dependencies deprecate each other
}
"""What Rasa and its libraries read from the environment at import."""


class Settings(BaseSettings):
    """Read from the environment and from an optional .env file in the project folder."""

    home: Path = Field(PROJECT / "var", env="BOT_HOME")
    """Where state lives: database, pictures, models, backups, secrets."""
    database_url: str = Field("", env="DATABASE_URL")
    """PostgreSQL when given (postgresql://…); empty is the embedded SQLite database in `home`."""
    shop: str = Field(DEMO_SHOP, env="BOT_SHOP")
    """Code of the shop that messages and imports belong to when they name none."""

    host: str = Field("127.0.0.1", env="BOT_HOST")
    port: int = Field(8000, env="BOT_PORT")
    rasa_host: str = Field("127.0.0.1", env="RASA_HOST")
    actions_host: str = Field("127.0.0.1", env="ACTIONS_HOST")
    rasa_port: int = Field(5005, env="RASA_PORT")
    actions_port: int = Field(5055, env="ACTIONS_PORT")
    rasa_url: str = Field("", env="RASA_URL")
    """Where the desk finds Rasa; empty is this machine's own."""
    actions_url: str = Field("", env="ACTIONS_URL")
    """Where Rasa finds the actions; empty is this machine's own."""
    model_url: str = Field("", env="MODEL_URL")
    """Where Rasa finds the active model; empty is this machine's desk."""
    rasa_timeout: float = Field(10.0, env="RASA_TIMEOUT")
    """Seconds the desk waits for a draft before it says that Rasa is slow."""
    webhooks: str = Field("", env="BOT_WEBHOOKS")
    """Channels that get replies pushed, as JSON: {"shop-app": {"url": "…", "secret": "…"}}."""
    redis_url: str = Field("", env="BOT_REDIS_URL")
    """Where the queue of jobs lives when several machines share it; empty is the file jobs.db in `home`."""
    held_out: Path = Field(PROJECT / "tests" / "data" / "held_out", env="BOT_HELD_OUT")
    """The frozen set that models are judged on: JSON Lines of judged messages, or a folder of them."""
    picture_megabytes: float = Field(5.0, env="BOT_PICTURE_MEGABYTES")
    """The heaviest picture that is taken, from agents, buyers and channels."""
    picture_channels: str = Field("", env="BOT_PICTURE_CHANNELS")
    """Channels, by commas, whose programs carry pictures to the buyer; the built-in chat always does."""
    training_data: str = Field("", env="BOT_TRAINING_DATA")
    """Folder in which accepted sentences stand as from_chats.yml; empty is the project's own data/nlu."""
    secure_cookies: bool = Field(False, env="BOT_SECURE_COOKIES")
    """Set when the desk is served over HTTPS, so that browsers keep its cookies off plain HTTP."""
    log_level: str = Field("INFO", env="BOT_LOG_LEVEL")

    class Config:
        env_file = PROJECT / ".env"
        env_file_encoding = "utf-8"

    @validator("port", "rasa_port", "actions_port")
    def _is_a_port(cls, port: int) -> int:  # noqa: N805 - pydantic 1 hands in the class
        if not 1 <= port <= 65535:
            raise ValueError(f"a port lies between 1 and 65535, not {port}")
        return port

    @validator("log_level")
    def _is_a_level(cls, level: str) -> str:  # noqa: N805
        if level.upper() not in LOG_LEVELS:
            raise ValueError(f"a log level is one of {', '.join(LOG_LEVELS)}, not {level}")
        return level.upper()

    @validator("picture_megabytes")
    def _is_a_weight(cls, megabytes: float) -> float:  # noqa: N805
        if not 0 < megabytes <= MOST_MEGABYTES:
            raise ValueError(f"a picture has more than 0 and at most {MOST_MEGABYTES} MB, not {megabytes:g}")
        return megabytes

    @validator("webhooks")
    def _is_json(cls, webhooks: str) -> str:  # noqa: N805
        if webhooks:
            channels = json.loads(webhooks)
            fits = isinstance(channels, dict) and all(set(c) == {"url", "secret"} for c in channels.values())
            if not fits:
                raise ValueError('webhooks look like {"channel": {"url": "…", "secret": "…"}}')
        return webhooks

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.home / 'bot.db'}"

    @property
    def rasa(self) -> str:
        return self.rasa_url or f"http://127.0.0.1:{self.rasa_port}"

    @property
    def actions(self) -> str:
        return self.actions_url or f"http://127.0.0.1:{self.actions_port}/webhook"

    @property
    def model_server(self) -> str:
        return self.model_url or f"http://127.0.0.1:{self.port}/internal/model"

    @property
    def models(self) -> Path:
        return self.home / "models"

    @property
    def backups(self) -> Path:
        return self.home / "backups"

    @property
    def pictures(self) -> Path:
        return self.home / "pictures"

    @property
    def training_file(self) -> Path:
        folder = Path(self.training_data) if self.training_data else PROJECT / "data" / "nlu"
        return folder / "from_chats.yml"

    @property
    def carrying_pictures(self) -> frozenset[str]:
        return frozenset(name.strip() for name in self.picture_channels.split(",") if name.strip())

    @property
    def push_channels(self) -> dict[str, dict[str, str]]:
        return dict(json.loads(self.webhooks)) if self.webhooks else {}

    def secret(self, name: str) -> str:
        """A random secret of this installation, made on first use, readable by its owner only."""
        path = self.home / "secrets" / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh = path.with_name(f"{name}.{secrets.token_hex(4)}")
            fresh.touch(mode=0o600)
            fresh.write_text(secrets.token_urlsafe(32), encoding="ascii")
            try:
                path.hardlink_to(fresh)  # two processes may start at once: the first one's secret stays
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text(encoding="ascii").strip()

    def for_processes(self) -> dict[str, str]:
        """What endpoints.yml of the Rasa project reads from the environment of its process."""
        return {
            "ACTIONS_URL": self.actions,
            "MODEL_URL": self.model_server,
            "MODEL_TOKEN": self.secret("model"),
            **QUIET_RASA,
        }


@lru_cache(maxsize=1)
def settings() -> Settings:
    return Settings.parse_obj({})


def described() -> dict[str, Any]:
    """Environment name -> default, for the documentation and the test that keeps it true."""
    return {field.field_info.extra["env"]: field.default for field in Settings.__fields__.values()}
