#!/bin/sh
# publish.sh TARGET [--if-due]: check → build → deploy, as continuous integration and timers do it.
#
# TARGET is a name in deploy.toml. With --if-due nothing happens until something on the site appears or expires by
# itself; what was published last, and when that is, stands in var/published-TARGET.json, which is written last: a
# publish that failed is tried again.
#
# CHECK_FORMAT  form of the check's report: text, github, gitlab (default: the command's own)
# CHECK_REPORT  file for the check's report (default: standard output)
# INV           the command (default: ./inv beside this folder)
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
inv=${INV:-$root/inv}

usage() {
    printf '%s\n' 'Cách dùng: publish.sh NƠI-ĐẶT-TRANG [--if-due] (Usage: publish.sh TARGET [--if-due])' >&2
    exit 2
}

[ $# -ge 1 ] || usage
target=$1
case $target in '' | -* | *[!A-Za-z0-9_-]*) usage ;; esac
published=$root/var/published-$target.json

case ${2-} in
'') ;;
--if-due)
    status=0
    "$inv" due "$published" || status=$?
    [ "$status" != 1 ] || exit 0
    ;;
*) usage ;;
esac

check() { "$inv" check ${CHECK_FORMAT:+--format "$CHECK_FORMAT"}; }
if [ -n "${CHECK_REPORT-}" ]; then check >"$CHECK_REPORT"; else check; fi

mkdir -p "$root/var"
"$inv" build --production --json >"$published.new"
"$inv" deploy "$target"
mv "$published.new" "$published"
