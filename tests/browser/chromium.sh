#!/bin/sh
# The browser tests need a Chromium; Debian's is taken when it is missing and can be installed.
set -eu
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "Installing Chromium from Debian for the browser tests…"
    apt-get -qq update >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium >/dev/null
    exit 0
fi
echo "The browser tests need Chromium, and it can't be installed here: install it (Debian: apt-get install chromium)." >&2
exit 1
