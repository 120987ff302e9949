#!/bin/sh
# Shows the rating page full screen, and restarts the browser when it ends.
#   KIOSK_URL      the page, such as https://feedback.example.gov.vn/kiosk/
#   KIOSK_PROFILE  folder of the browser's profile, with ratings that wait for the network
#   KIOSK_BROWSER  the browser, if it is none of those below
#   KIOSK_FLAGS    more flags, separated by spaces
set -eu
umask 077

url=${KIOSK_URL:?"Set KIOSK_URL to the address of the rating page."}
profile=${KIOSK_PROFILE:-${STATE_DIRECTORY:-$HOME/.local/state/citizen-kiosk}/profile}
network_patience_s=10
pause_s=2

find_browser() {
  for name in "${KIOSK_BROWSER:-}" chromium chromium-browser google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name"; then return; fi
  done
  echo "No Chromium was found. Install one, or set KIOSK_BROWSER." >&2
  exit 1
}

# Only the first start needs the network. After that the page starts without it.
wait_for_network() {
  waited=0
  until [ "$(wc -l </proc/net/route)" -gt 1 ] || [ "$waited" -ge "$network_patience_s" ]; do
    sleep 1
    waited=$((waited + 1))
  done
}

# A browser that was killed leaves its lock. After the machine was renamed, the lock looks like that of another machine.
drop_foreign_lock() {
  lock=$(readlink "$profile/SingletonLock" || true)
  case $lock in
    "" | "$(uname -n)"-*) ;;
    *) rm -f "$profile/SingletonLock" "$profile/SingletonCookie" "$profile/SingletonSocket" ;;
  esac
}

# Never use --incognito or a profile that is emptied: ratings that wait for the network would be lost.
start_browser() {
  # shellcheck disable=SC2086 # KIOSK_FLAGS is a list.
  "$browser" \
    --kiosk \
    --user-data-dir="$profile" \
    --no-first-run \
    --no-default-browser-check \
    --hide-crash-restore-bubble \
    --noerrdialogs \
    --disable-pinch \
    --overscroll-history-navigation=0 \
    --pull-to-refresh=0 \
    --disable-features=TouchpadOverscrollHistoryNavigation,Translate \
    --password-store=basic \
    --lang=vi \
    ${WAYLAND_DISPLAY:+--ozone-platform=wayland} \
    ${KIOSK_FLAGS:-} \
    "$url" &
  pid=$!
}

end() {
  trap '' TERM INT HUP
  if [ -n "$pid" ]; then
    kill -TERM "$pid" 2>/dev/null || true
    wait "$pid" || true
  fi
  exit 0
}

browser=$(find_browser)
pid=
trap end TERM INT HUP
mkdir -p "$profile"
wait_for_network
while :; do
  drop_foreign_lock
  start_browser
  wait "$pid" || true
  pid=
  sleep "$pause_s"
done
