#!/bin/sh
# numbers.sh LOG…: brings what readers did into content/: visits and views out of the web server's logs, votes and
# comments out of the feedback service. Where content/ is kept in Git, visits and views are one commit, and all is
# pushed where there is somewhere to push to.
#
# FEEDBACK_DATABASE  the feedback service's database; without it there are no votes and comments to bring
# INV                the command (default: ./inv beside this folder)
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
inv=${INV:-$root/inv}

for log; do
    shift
    # Right after a rotation, or before the first one, a log may not be there.
    [ ! -e "$log" ] || set -- "$@" --log "$log"
done
[ $# -gt 0 ] || {
    printf '%s\n' 'Không có nhật ký nào ở đó. (None of the logs is there.)' >&2
    exit 2
}

"$inv" stats "$@"

cd "$root"
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    for path in content/site/statistics.yaml content/figures; do
        [ ! -e "$path" ] || git add -- "$path"
    done
    git diff --cached --quiet || git commit --quiet -m 'Lượt truy cập, lượt xem'
fi
[ -z "${FEEDBACK_DATABASE-}" ] || "$inv" feedback-merge --database "$FEEDBACK_DATABASE"

git rev-parse --is-inside-work-tree >/dev/null 2>&1 || exit 0
if [ -n "$(git remote)" ]; then
    git pull --quiet --rebase || { git rebase --abort && exit 1; }
    git push --quiet
fi
