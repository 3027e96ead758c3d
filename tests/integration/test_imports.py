"""`python -m bot import …` as the owner calls it, on both databases."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.adapters.store.work import SqlStore
from bot.core.orders import OrderState
from bot.core.parcels import ParcelState
from bot.core.reviews import Mood
from tests.running import PROJECT

HEADER = (
    "订单编号,买家会员名,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,收货人姓名,收货地址 ,"
    "联系手机,订单创建时间,订单付款时间 ,物流单号 ,物流公司,店铺名称,奇怪的新列"
)
ADDRESS = "浙江省 杭州市 西湖区 文三路1号"


def row(
    number: str = "1234567890123456789",
    *,
    state: str = "买家已付款，等待卖家发货",
    goods: str = "129",
    created: str = "2026-11-10 10:00:00",
    parcel: str = ",",
) -> str:
    """A row as the platform writes it: ="…" around numbers, ' before phones."""
    paid_at = "2026-11-10 10:01:00"
    buyer = f"小鹿,{ADDRESS},'13800000001"
    return f'="{number}",小鹿,{goods},0,129,129,{state},{buyer},{created},{paid_at},{parcel},暖屋,x'


BAD_ROWS = (
    row("1234567890123456790", state="飞走了"),
    row("1234567890123456791", created="昨天"),
    row("1234567890123456792", goods="一百"),
)


class CommandLine:
    """`python -m bot` with a home and a database of its own."""

    def __init__(self, home: Path, database_url: str) -> None:
        self.environment = {**os.environ, "BOT_HOME": str(home), "DATABASE_URL": database_url}

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            check=False,
            cwd=PROJECT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=120,
        )


@pytest.fixture
def bot(tmp_path: Path, database_url: str, store: SqlStore) -> CommandLine:
    return CommandLine(tmp_path, database_url)


def export(tmp_path: Path, *rows: str) -> Path:
    file = tmp_path / "ExportOrderList.csv"
    file.write_bytes("\r\n".join([HEADER, *rows, ""]).encode("gb18030"))
    return file


def test_an_export_in_gb18030_with_three_bad_rows_reports_exactly_those(
    bot: CommandLine, store: SqlStore, tmp_path: Path
) -> None:
    answer = bot("import", "orders", str(export(tmp_path, row(), *BAD_ROWS)))
    lines = answer.stdout.splitlines()
    assert answer.returncode == 0, answer.stderr
    assert lines[0] == "imported 1, unchanged 0, rejected 3"
    assert [line.split(":")[0] for line in lines[1:]] == ["line 3", "line 4", "line 5"]
    with store.read() as work:
        order = work.orders.get("暖屋", "1234567890123456789")
    assert order
    assert (order.state, order.paid, order.receiver.city) == (OrderState.PAID, 12900, "杭州市")


def test_importing_the_same_file_again_changes_nothing(bot: CommandLine, tmp_path: Path) -> None:
    file = str(export(tmp_path, row()))
    bot("import", "orders", file)
    assert bot("import", "orders", file).stdout.startswith("imported 0, unchanged 1, rejected 0")


def reviewed(tmp_path: Path, *rows: str) -> str:
    file = tmp_path / "评价.csv"
    file.write_bytes("\n".join(["订单编号,评价,评价内容,评价时间,店铺名称", *rows, ""]).encode("gb18030"))
    return str(file)


def test_the_latest_review_of_a_known_order_counts(bot: CommandLine, store: SqlStore, tmp_path: Path) -> None:
    bot("import", "orders", str(export(tmp_path, row())))
    number = "1234567890123456789"
    good = f"{number},好评,很合身,2024-01-09 10:00:00,暖屋"
    bad = f"{number},1星,洗了掉色,2024-01-12 10:00:00,暖屋"
    unknown, strange = good.replace("6789,", "0000,"), good.replace("好评", "还行")
    first = bot("import", "reviews", reviewed(tmp_path, bad, unknown, strange)).stdout.splitlines()
    assert first[0] == "imported 1, unchanged 0, rejected 2"
    assert first[1].startswith("line 3: order ") and "is not known yet" in first[1]
    assert first[2] == "line 4: 评价: '还行' is no known kind of review"
    again = bot("import", "reviews", reviewed(tmp_path, good, bad))
    assert again.stdout.splitlines() == ["imported 0, unchanged 2, rejected 0"], "the older one is no news"
    with store.read() as work:
        review = work.reviews.of_order("暖屋", number)
    assert review and (review.mood, review.text, review.buyer) == (Mood.BAD, "洗了掉色", "小鹿")


def test_an_older_export_never_moves_a_state_backwards(
    bot: CommandLine, store: SqlStore, tmp_path: Path
) -> None:
    bot("import", "orders", str(export(tmp_path, row(state="交易成功"))))
    bot("import", "orders", str(export(tmp_path, row(state="等待买家付款"))))
    with store.read() as work:
        order = work.orders.get("暖屋", "1234567890123456789")
    assert order and order.state is OrderState.FINISHED


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n123", "你好,世界\n1,2\n".encode()])
def test_a_file_that_is_not_what_it_claims_gives_one_sentence_and_exit_code_2(
    bot: CommandLine, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "ExportOrderList.csv"
    file.write_bytes(content)
    answer = bot("import", "orders", str(file))
    assert (answer.returncode, answer.stdout) == (2, "")
    assert len(answer.stderr.strip().splitlines()) == 1


def test_a_missing_file_gives_one_sentence_and_exit_code_2(bot: CommandLine, tmp_path: Path) -> None:
    answer = bot("import", "orders", str(tmp_path / "none.csv"))
    assert answer.returncode == 2
    assert len(answer.stderr.strip().splitlines()) == 1


def test_products_and_parcels_come_in_and_join_their_orders(
    bot: CommandLine, store: SqlStore, tmp_path: Path
) -> None:
    bot(
        "import",
        "orders",
        str(export(tmp_path, row(state="卖家已发货，等待买家确认", parcel="YT7700000000001,圆通速递"))),
    )
    push = {
        "lastResult": {
            "state": "5",
            "com": "yuantong",
            "nu": "YT7700000000001",
            "data": [
                {"time": "2026-11-12 08:00:00", "context": "【杭州】派件中", "status": "派件"},
                {"time": "2026-11-11 08:00:00", "context": "【上海】已揽收", "status": "揽收"},
            ],
        }
    }
    (tmp_path / "push.json").write_text(json.dumps(push, ensure_ascii=False))
    answer = bot("import", "logistics", str(tmp_path / "push.json"))
    assert answer.stdout.startswith("imported 1, unchanged 0, rejected 0"), answer.stderr
    again = bot("import", "logistics", str(tmp_path / "push.json"))
    assert again.stdout.startswith("imported 0, unchanged 1, rejected 0")
    with store.read() as work:
        order = work.orders.get("暖屋", "1234567890123456789")
    assert order
    (parcel,) = order.parcels
    assert parcel.state is ParcelState.DELIVERING
    assert [event.text for event in parcel.events] == ["【上海】已揽收", "【杭州】派件中"]


def test_a_parcel_of_no_order_is_reported_and_the_others_go_in(bot: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "parcels.csv"
    file.write_text(
        "运单号,物流公司,时间,状态,内容\nZZ1,中通快递,2026-11-11 08:00:00,0,运输中\n", encoding="utf-8"
    )
    lines = bot("import", "logistics", str(file)).stdout.splitlines()
    assert lines[0] == "imported 0, unchanged 0, rejected 1"
    assert "ZZ1" in lines[1]
