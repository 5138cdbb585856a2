"""The Chromium that the browser tests use."""

import os
import shutil
from pathlib import Path

MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
NAMES = (os.environ.get("GZSITE_CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", MAC)


def launch(playwright):
    """A running Chromium: the system's, else Playwright's own; a missing one fails with what to do."""
    found = next(filter(None, (shutil.which(name) for name in NAMES if name)), playwright.chromium.executable_path)
    assert Path(found).exists(), (
        "no Chromium: run `make test`, which installs one, or apt install chromium, or playwright install chromium"
    )
    return playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
