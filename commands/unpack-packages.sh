#!/bin/sh
# unpack-packages.sh FOLDER PACKAGE…: puts the files of packages of Debian or Ubuntu below FOLDER, those of the list
# that the distribution has.  Needs no root, runs none of their scripts and starts no service.
set -eu

say() { printf '%s\n' "$*" >&2; }

folder=$1
shift
if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
    say "Thiếu nginx: các phép thử cần nó bị bỏ qua. (nginx is missing: tests that need it are skipped.)"
    exit 1
fi

say "Đang lấy nginx… (Fetching nginx.)"
fetched=$(mktemp -d)
trap 'rm -rf "$fetched"' EXIT
fetch() { (cd "$fetched" && apt-get download -qq "$1" >/dev/null 2>&1); }

# A new machine has no lists of packages, and only root can bring them.
if ! fetch "$1" && [ "$(id -u)" = 0 ]; then apt-get update -qq >&2 || true; fi
for package; do fetch "$package" || true; done

rm -rf "$folder.new"
for file in "$fetched"/*.deb; do
    [ -e "$file" ] && dpkg -x "$file" "$folder.new"
done
if ! "$folder.new/usr/sbin/nginx" -v 2>/dev/null; then
    rm -rf "$folder.new"
    say "Không lấy được nginx: các phép thử cần nó bị bỏ qua. (nginx is missing: tests that need it are skipped.)"
    exit 1
fi
rm -rf "$folder"
mv "$folder.new" "$folder"
