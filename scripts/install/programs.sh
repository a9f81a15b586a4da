# Installs what the service and its tests need beside Node.js: npm packages, redis-server, Chromium. Sourced, not run.
# Each function does nothing when its part is there already, and ends the script with what to do when it can't install it.

# npm may drop unknown settings of .npmrc; the variable is what onnxruntime-node's own install step reads as well. Without
# it that step fetches libraries for graphics processors, which the service doesn't use.
export ONNXRUNTIME_NODE_INSTALL=skip

say() { printf '%s\n' "$*" >&2; }

fail() {
  say ""
  say "$1"
  exit 1
}

# The oldest Node.js that can install the packages; the service itself runs on the one that npm installs among them.
require_node() {
  command -v git >/dev/null || fail "git is not installed. Install it (Debian, Ubuntu: sudo apt-get install git)."
  command -v node >/dev/null ||
    fail "Node.js is not installed. Install version 20.20 or newer, with npm, from your system's packages or nodejs.org."
  command -v npm >/dev/null || fail "npm is not installed. It comes with Node.js, or in a package of its own called npm."
  node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 20) ? 0 : 1)' ||
    fail "Node.js $(node --version) is too old: 20.20 or newer is needed."
}

npm_packages_are_current() {
  [ -f node_modules/.package-lock.json ] && [ ! package-lock.json -nt node_modules/.package-lock.json ] &&
    node_modules/.bin/node --version >/dev/null 2>&1
}

install_npm_packages() {
  if npm_packages_are_current; then return; fi
  say "Installing npm packages (about 1 GB on the disk; one to five minutes, by the network) ..."
  local log
  log=$(mktemp)
  # The packages' names and versions come from package-lock.json alone. Their warnings about the system's older Node.js are
  # beside the point, as they will run on the one among them; so they are shown only when something fails.
  if ! npm ci --include=dev --no-audit --no-fund >"$log" 2>&1; then
    grep -v EBADENGINE "$log" >&2 || true
    rm -f "$log"
    fail "npm ci failed; what it said stands above. Is the npm registry reachable (npm ping)? Then start this again."
  fi
  rm -f "$log"
  # A checkout may have touched the lock file's time without its content.
  touch node_modules/.package-lock.json
  node_modules/.bin/node --version >/dev/null 2>&1 ||
    fail "npm installed the packages without running their install scripts. Allow them (npm config delete ignore-scripts) and start this again."
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "Installing needs root, and there is no sudo. As root, run: $*"
  fi
}

# apt_install WHAT PACKAGE HINTS: installs a Debian package, or says what to do where there is no apt-get.
apt_install() {
  command -v apt-get >/dev/null || fail "$1 is not installed, and this system has no apt-get to install it with.
$3"
  say "Installing $1 (Debian package $2) ..."
  local log
  log=$(mktemp)
  if ! { as_root apt-get update -q && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$2"; } >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "$1 could not be installed; what apt-get said stands above.
$3"
  fi
  rm -f "$log"
}

install_redis_server() {
  if command -v redis-server >/dev/null; then return; fi
  apt_install redis-server redis-server "Install it
  Fedora:  sudo dnf install redis
  Alpine:  sudo apk add redis
  macOS:   brew install redis
or set REDIS_URL to a Redis that runs elsewhere (redis://[:password@]host:port), and start this again."
  # The package also starts a Redis of its own on port 6379 and at every boot. The service uses the program only.
  if [ -d /run/systemd/system ]; then
    as_root systemctl disable --now redis-server >/dev/null 2>&1 || say "(the system's own redis-server still runs beside it)"
  elif [ -x /etc/init.d/redis-server ]; then
    as_root /etc/init.d/redis-server stop >/dev/null 2>&1 || say "(the system's own redis-server still runs beside it)"
  fi
}

install_chromium() {
  if [ -x /usr/bin/chromium ]; then return; fi
  apt_install Chromium chromium "The tests of the review page need it as /usr/bin/chromium."
}

# A camera of another maker for `npm run cameras:prove-motion`; nothing else needs it.
install_motion() {
  command -v curl >/dev/null || apt_install curl curl "motion posts its pictures with it."
  if command -v motion >/dev/null; then return; fi
  apt_install motion motion "Install Debian's motion (motion-project.github.io) and start this again; nothing but this proof needs it."
  # Only the program is used, not the daemon of its own.
  if [ -d /run/systemd/system ]; then as_root systemctl disable --now motion >/dev/null 2>&1 || true; fi
}

# Charts of the monthly report's Word document are drawn on this machine, and Chinese needs letters for that. Without them
# everything else works, so a system without apt-get is only told.
install_fonts() {
  if command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh family)" ]; then return; fi
  if command -v apt-get >/dev/null; then
    local hint='The charts of the monthly report need it.'
    apt_install fontconfig fontconfig "$hint"
    [ -n "$(fc-list :lang=zh family)" ] || apt_install 'a font for Chinese' fonts-noto-cjk "$hint"
  else
    say "No fonts for Chinese were found: install Noto Sans CJK, or the charts in Word documents lack their words."
  fi
}

# The interface is built again when a source (it shares some with the server) or a package is newer than what was built last.
build_interface() {
  local built=dist/web/index.html
  if [ -f "$built" ] && [ -z "$(find src package-lock.json -newer "$built" -print -quit)" ]; then return; fi
  say "Building the web interface ..."
  local log
  log=$(mktemp)
  if ! npm run --silent build >"$log" 2>&1; then
    cat "$log" >&2
    rm -f "$log"
    fail "The web interface could not be built; what the build said stands above."
  fi
  rm -f "$log"
  touch "$built"
}
