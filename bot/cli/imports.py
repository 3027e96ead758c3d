"""python -m bot import …"""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import typer

from bot.adapters import importers
from bot.cli.chat_logs import chats
from bot.cli.prepare import open_shop
from bot.services.import_rows import ImportReport

app = typer.Typer(help="Read the shop's files. A repeat changes nothing.", no_args_is_help=True)

File = typer.Argument(..., help="The file to read", show_default=False)
ShopCode = typer.Option(
    None, "--shop", help="Code of the shop; without it the row's 店铺名称, else the default"
)


@app.command()
def orders(file: Path = File, shop: Optional[str] = ShopCode) -> None:
    """Read an ExportOrderList or ExportOrderDetailList (CSV or .xlsx).

    Example: python -m bot import orders ExportOrderList202611.csv
    """
    rows = open_shop().import_rows
    if importers.is_detail_list(file):
        tell(rows.order_lines(importers.read_order_lines(file), shop))
    else:
        tell(rows.orders(importers.read_orders(file), shop))


@app.command()
def products(file: Path = File, shop: Optional[str] = ShopCode) -> None:
    """Read products with SKUs, stock and size charts (JSON or CSV, docs/imports.md).

    Example: python -m bot import products products.json --shop demo
    """
    rows = open_shop().import_rows
    report = rows.products(importers.read_products(file), shop)
    promotions = rows.promotions(importers.read_promotions(file), shop)
    report.imported += promotions.imported
    report.unchanged += promotions.unchanged
    report.rejected += promotions.rejected
    tell(report)


@app.command()
def logistics(file: Path = File, shop: Optional[str] = ShopCode) -> None:
    """Read parcel histories (KUAIDI100 JSON or CSV, docs/imports.md).

    Example: python -m bot import logistics parcels.jsonl
    """
    tell(open_shop().import_rows.logistics(importers.read_logistics(file), shop))


@app.command()
def reviews(file: Path = File, shop: Optional[str] = ShopCode) -> None:
    """Read reviews of orders (CSV or .xlsx, docs/imports.md); what comes of them is at /followups.

    Example: python -m bot import reviews 评价202611.csv
    """
    tell(open_shop().import_rows.reviews(importers.read_reviews(file), shop))


app.command()(chats)


def tell(report: ImportReport) -> None:
    typer.echo(f"imported {report.imported}, unchanged {report.unchanged}, rejected {len(report.rejected)}")
    for rejected in sorted(report.rejected, key=lambda row: row.line):
        typer.echo(f"line {rejected.line}: {rejected.reason}")
