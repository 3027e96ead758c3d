"""Hands the house (the wired services) to routes."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import Depends
from starlette.requests import HTTPConnection

from bot.bootstrap import House
from bot.web.background import Background
from bot.web.intake import Intake
from bot.web.live import Live


def _house(connection: HTTPConnection) -> House:
    return cast(House, connection.app.state.house)


def _background(connection: HTTPConnection) -> Background:
    return cast(Background, connection.app.state.background)


def _live(connection: HTTPConnection) -> Live:
    return cast(Live, connection.app.state.live)


def _intake(connection: HTTPConnection) -> Intake:
    return cast(Intake, connection.app.state.intake)


HouseHere = Annotated[House, Depends(_house)]
BackgroundHere = Annotated[Background, Depends(_background)]
LiveHere = Annotated[Live, Depends(_live)]
IntakeHere = Annotated[Intake, Depends(_intake)]
