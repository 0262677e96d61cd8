#!/bin/sh
# system-packages.sh PACKAGE…: installs packages of Debian or Ubuntu, as root or where sudo asks for no
# password; otherwise says which command to run, and exits 1.
set -eu

say() { printf '%s\n' "$*" >&2; }

if ! command -v apt-get >/dev/null; then
    say "Hãy cài các gói sau bằng công cụ của hệ điều hành, rồi chạy lại: $* (Install these, then try again.)"
    exit 1
fi
if [ "$(id -u)" = 0 ]; then
    as_root=''
elif command -v sudo >/dev/null && sudo -n true >/dev/null 2>&1; then
    as_root='sudo -n'
else
    say 'Thiếu gói hệ thống. Hãy chạy lệnh sau rồi thử lại: (System packages are missing. Run this, then try again.)'
    say "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
    exit 1
fi

say "Đang cài gói hệ thống: $* (Installing system packages.)"
# A foreign package source that fails is no reason to stop: the installation tells.
$as_root apt-get update -qq >&2 || true
if ! $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2; then
    say "Không cài được: $*. Hãy kiểm tra kết nối mạng rồi chạy lại. (Installation failed.)"
    exit 1
fi
