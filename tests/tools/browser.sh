#!/bin/sh
# Finds a Chromium and Chinese fonts for the browser tests; installs what is missing. Usage: browser.sh PYTHON
set -eu
python=$1
mac="/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"

may_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt() {
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# Not named after what it looks for: `command -v` would find the function itself.
have_chromium() {
  for name in "${GZSITE_CHROMIUM:-}" chromium chromium-browser google-chrome "$mac"; do
    [ -n "$name" ] && command -v "$name" >/dev/null && return 0
  done
  "$python" -c 'import os, sys; from playwright.sync_api import sync_playwright as p
with p() as run: sys.exit(not os.path.exists(run.chromium.executable_path))' 2>/dev/null
}

have_fonts() { [ "$(uname)" = Darwin ] || { command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn)" ]; }; }

if ! have_chromium; then
  if may_apt; then
    echo "== installing chromium and fonts-noto-cjk with apt"
    apt chromium fonts-noto-cjk || true
  fi
  if ! have_chromium; then
    echo "== installing Playwright's own chromium"
    "$python" -m playwright install chromium
  fi
fi
if ! have_fonts && may_apt; then
  echo "== installing fonts-noto-cjk with apt"
  apt fontconfig fonts-noto-cjk || echo "   not to be had; Chinese will show as boxes in the screenshots"
fi
