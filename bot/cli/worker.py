"""What clocks start, as huey tasks: safe to run twice, safe to miss once."""

from __future__ import annotations

import structlog
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer

from bot.adapters.store.engine import is_sqlite
from bot.adapters.store.upgrade import backup
from bot.bootstrap import House, house, utc_now
from bot.cli.collect import collect_decisions
from bot.cli.database import PICTURES
from bot.cli.learning_watch import LearningWatch
from bot.settings import settings

log = structlog.get_logger()

BACKUPS_KEPT = 7


def open_queue(home: House) -> Huey:
    """In a file of its own, so that its writes never wait for the desk's, or in Redis where one is named."""
    if home.settings.redis_url:
        return RedisHuey("bot", url=home.settings.redis_url, utc=True)
    home.settings.home.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("bot", filename=str(home.settings.home / "jobs.db"), utc=True)


def make_queue(home: House) -> Huey:
    queue = open_queue(home)

    def tidy() -> None:
        log.info(
            "tidied",
            **home.tidy.forget_old(),
            **home.privacy.forget_old(),
            pictures=home.pictures.forget_unsent(),
            lowered=home.alone.lower_fallen(),
        )

    def nightly_backup() -> None:
        keep_backup(home)

    def offer_next_steps() -> None:
        offered = home.quiet_talks.offer_next_steps()
        if offered:
            log.info("next_steps_offered", talks=offered)

    def end_forgotten_duties() -> None:
        ended = home.shifts.duty.end_forgotten()
        if ended:
            log.info("forgotten_duties_ended", people=ended)

    queue.periodic_task(crontab(minute="*"))(offer_next_steps)
    queue.periodic_task(crontab(minute="*/5"), name="follow_up")(lambda: follow_up(home))

    queue.periodic_task(crontab(minute="*"))(end_forgotten_duties)
    queue.periodic_task(crontab(minute="37"), name="collect")(lambda: collect(home))
    queue.periodic_task(crontab(minute="17"))(tidy)
    queue.periodic_task(crontab(hour="19", minute="10"), name="mine")(lambda: mine(home))
    queue.periodic_task(crontab(hour="20", minute="40"))(nightly_backup)  # 04:40 in China, when nobody waits
    return queue


def follow_up(home: House) -> None:
    done = home.follow_ups.job.run(home.settings.shop)
    if any(done.values()):
        tell = log.error if done["failed"] else log.info
        tell("follow_ups", **done)


def mine(home: House) -> None:
    """Of the desk's own talks; imported ones need a model beside (python -m bot learn mine)."""
    log.info("mined", **home.mined.job.run())


def collect(home: House) -> None:
    """Chat logs are left to `learn collect`: reading them takes the model."""
    found = collect_decisions(home)
    if found.new:
        log.info("sentences_collected", new=found.new, looked_at=found.looked_at)


def keep_backup(home: House) -> None:
    copied = home.picture_folder.copy_to(home.settings.backups / PICTURES)
    log.info("pictures_backed_up", new_files=copied)
    if not is_sqlite(home.settings.database):
        return  # PostgreSQL has its own ways
    folder = home.settings.backups
    name = f"nightly-{utc_now():%Y%m%d}.db"
    backup(home.settings.database, folder / name)
    for old in sorted(folder.glob("nightly-*.db"))[:-BACKUPS_KEPT]:
        old.unlink()
    log.info("backed_up", name=name)


def consume() -> None:
    """Run until told to stop."""
    settings().home.mkdir(parents=True, exist_ok=True)
    home = house()
    watch = LearningWatch(home)
    watch.start()
    try:
        Consumer(make_queue(home), workers=1, check_worker_health=True).run()
    finally:
        watch.stop()
