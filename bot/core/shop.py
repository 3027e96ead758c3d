"""A shop's own rules: hours, dispatch, transit, postage, bargaining. All of it is data, none of it law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bot.core.alone_rules import AloneRules
from bot.core.follow_up_rules import FollowUpRules
from bot.core.learning_rules import LearningRules
from bot.core.money import Fen
from bot.core.parcels import WatchLimits
from bot.core.retention import Retention
from bot.core.shifts import ShiftRules
from bot.core.training_rules import TrainingRules


@dataclass(frozen=True)
class OpeningHours:
    """Daily opening hours in shop time; `closes` may be 00:00 for midnight."""

    opens: time = time(9, 0)
    closes: time = time(23, 30)
    closed_days: frozenset[date] = frozenset()
    """Holidays, on which nobody comes: days whose opening does not happen."""


@dataclass(frozen=True)
class DispatchRule:
    """Paid before `cutoff` on a working day goes out the same day, later the next working day."""

    cutoff: time = time(16, 0)
    within_hours: int = 48
    """What the shop promises at the latest."""
    rest_days: frozenset[date] = frozenset()
    works_on_sunday: bool = True


@dataclass(frozen=True)
class Region:
    """A group of provinces that share transit time and postage."""

    name: str
    provinces: frozenset[str]
    days: tuple[int, int]
    """Usual transit days, from and to."""
    postage: Fen = Fen(0)
    extra_per_kg: Fen = Fen(0)
    reachable: bool = True


@dataclass(frozen=True)
class CourierRate:
    """What a faster courier takes to a region."""

    courier: str
    region: str
    """Name of one of the shop's regions."""
    first: Fen
    """For the first kilogram."""
    further: Fen
    """For each further one begun."""


@dataclass(frozen=True)
class BargainRule:
    fixed_price: bool = False
    steps: int = 3
    """How many concessions lie between the price and the floor."""
    several_from: int = 0
    """From how many pieces on `several_percent` holds; 0 for never."""
    several_percent: int = 100
    """Percent of the price that stays; never below the floor."""
    returning_percent: int = 100
    vip_percent: int = 100
    agent_off: int = 100
    """Percent of the price that agents may take off at most, above the floor; 0 for nothing."""
    supervisor_off: int = 100
    """The same for supervisors, who may go below the floor; what is lower is for the owner."""

    def __post_init__(self) -> None:
        """Raises ValueError for what is no percentage of a price."""
        for name in ("several_percent", "returning_percent", "vip_percent"):
            if not 1 <= getattr(self, name) <= 100:
                raise ValueError(f"bargain.{name} must be from 1 to 100")
        for name in ("agent_off", "supervisor_off"):
            if not 0 <= getattr(self, name) <= 100:
                raise ValueError(f"bargain.{name} must be from 0 to 100")


@dataclass(frozen=True)
class ReturnAddress:
    contact: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True)
class Shop:
    code: str
    name: str
    timezone: ZoneInfo = ZoneInfo("Asia/Shanghai")
    hours: OpeningHours = OpeningHours()
    dispatch: DispatchRule = DispatchRule()
    warehouse: str = ""
    """The city parcels leave from."""
    couriers: tuple[str, ...] = ()
    """Contracted couriers, the usual one first."""
    regions: tuple[Region, ...] = ()
    upgrades: tuple[CourierRate, ...] = ()
    """Faster couriers that a buyer may pay the difference for."""
    free_postage_from: Fen | None = None
    """Order value from which reachable regions without `postage` extra pay nothing; None for never."""
    bargain: BargainRule = BargainRule()
    return_address: ReturnAddress = ReturnAddress()
    freight_insurance: bool = False
    refund_within: timedelta = timedelta(hours=48)
    """How soon the shop itself handles a refund request."""
    watch: WatchLimits = WatchLimits()
    quiet_after: timedelta = timedelta(minutes=5)
    """A buyer's silence after which the agent is offered a next step; nothing for never."""
    shifts: ShiftRules = ShiftRules()
    follow_ups: FollowUpRules = field(default_factory=FollowUpRules)
    alone: AloneRules = AloneRules()
    learning: LearningRules = field(default_factory=LearningRules)
    keep: Retention = field(default_factory=Retention)
    training: TrainingRules = field(default_factory=TrainingRules)
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
