# The half of a deployment that runs where the site lives: it needs sh, GNU coreutils and Linux's /proc.
# store.py starts `sh`, sends this text, then one command a line, and reads what each prints.  The shell holds the lock
# as long as it runs: when its input ends, because the deployment ended or was killed, it finishes its command and ends.
#
#   releases/<serial>   a whole release, never touched again while it has this name
#   releases/.spare-<n> a whole tree that no release is: the next deployment may take it
#   releases/.next      the tree being brought up to date; .next.touched lists the paths that may be of neither release
#   current             the link to the release that readers see
#   .incoming/<token>   what a deployment brings: files/ and plan/
#
# All that changes releases/ happens in this shell, so that nothing goes on behind the back of whoever gets the lock next.

exec 2>&1
LC_ALL=C
export LC_ALL
own=

# Prints when the process $1 was started, in ticks since the system's start; nothing where there is none.
start_of() {
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 0
    # shellcheck disable=SC2086 # the fields are words
    set -- ${stat##*) }
    case $1 in Z | X) return 0 ;; esac
    shift 19
    echo "$1"
}

# Tells whether whoever wrote the mark $1 (pid.start.namespace.boot) may still be at work.
is_alive() {
    rest=${1#*.*.}
    [ "$rest" = "${own#*.*.}" ] || { [ "${rest#*.}" = "${own##*.}" ] && return 0; return 1; }
    ticks=${1#*.}
    [ "$(start_of "${1%%.*}")" = "${ticks%%.*}" ]
}

# Takes the lock: a folder that holds the holder's mark.  Renaming a folder onto one that is not empty fails, onto an
# empty one does not; so only the holder, or whoever finds it dead, makes room, and by its mark nobody else's.
lock() {
    namespace=$(readlink /proc/self/ns/pid | tr -cd 0-9)
    read -r boot </proc/sys/kernel/random/boot_id
    own=$$.$(start_of $$).$namespace.$boot
    mkdir ".lock-$own" && : >".lock-$own/$own" || return
    trap unlock EXIT
    trap 'exit 129' HUP INT TERM
    told=
    until mv -T ".lock-$own" .lock 2>/dev/null; do
        [ -d ".lock-$own" ] || return
        if [ -e .lock ] && ! [ -d .lock ]; then
            echo '.lock is no folder'
            return 1
        fi
        holder=
        for mark in .lock/*; do
            mark=${mark#.lock/}
            if [ "$mark" = '*' ]; then continue; fi
            if is_alive "$mark"; then holder=$mark; else rm -f ".lock/$mark" || return; fi
        done
        [ -n "$holder" ] || continue
        if [ -z "$told" ]; then echo "= wait ${holder%%.*}"; fi
        told=1
        sleep 0.2
    done
}

unlock() {
    rm -rf ".lock-$own" ".incoming/$own"
    rm -f ".lock/$own"
    rmdir .lock 2>/dev/null
}

# Removes what killed deployments left, and prints what is there.
look() {
    mkdir -p releases .incoming
    rm -rf .incoming/* releases/.cloning-* releases/.trash-* .current-* || :
    for left in .lock-*; do
        if [ -d "$left" ] && ! is_alive "${left#.lock-}"; then rm -rf "$left"; fi
    done
    [ -d releases/.next ] || rm -f releases/.next.touched
    mkdir -p ".incoming/$own/files" ".incoming/$own/plan"
    echo "token $own"
    ! [ -L current ] || echo "current $(readlink current)"
    for tree in releases/* releases/.[!.]*; do
        ! [ -d "$tree" ] || echo "tree ${tree#releases/}"
    done
}

refuse_live() {
    if [ "$(readlink current)" = "releases/$1" ]; then
        echo "releases/$1 is live"
        return 1
    fi
}

# Lets the tree $1 become the next release's.
take() {
    refuse_live "$1"
    mv -T "releases/$1" releases/.next
}

# Makes $2 a tree of the same files as $1.
clone() {
    cp -al "releases/$1" "releases/.cloning-$own"
    mv -T "releases/.cloning-$own" "releases/$2"
}

discard() {
    refuse_live "$1"
    mv -T "releases/$1" "releases/.trash-$own"
    rm -rf "releases/.trash-$own"
}

# Calls $1 with the lines of standard input as arguments, some hundred at a time.
in_batches() {
    step=$1
    set --
    while IFS= read -r line; do
        set -- "$@" "$line"
        if [ $# -ge 300 ]; then
            "$step" "$@"
            set --
        fi
    done
    if [ $# -gt 0 ]; then "$step" "$@"; fi
}

drop_files() { rm -f -- "$@"; }

# Removes those of the folders that are empty, and those above them.
drop_folders() { rmdir -p --ignore-fail-on-non-empty -- "$@" 2>/dev/null || :; }

# A file that other trees share is replaced, never written to.  cp's own --remove-destination forgets to remove once
# --parents has made a folder (coreutils 9.1).
link_files() {
    (cd "$next" && rm -f -- "$@")
    cp -lP --parents -- "$@" "$next/"
}

# Makes releases/.next what the plan of this deployment says; `revise` may run again after it was killed.
revise() {
    top=$(pwd)
    next=$top/releases/.next
    plan=$top/.incoming/$own/plan
    mkdir -p "$next"
    mv -f "$plan/touched" releases/.next.touched
    sync releases/.next.touched releases
    cd "$next" || return
    in_batches drop_files <"$plan/remove"
    in_batches drop_folders <"$plan/folders"
    for list in "$plan"/from-*; do
        [ -e "$list" ] || continue
        cd "$top/releases/${list#"$plan"/from-}" || return
        in_batches link_files <"$list"
    done
    cd "$top/.incoming/$own/files" || return
    in_batches link_files <"$plan/files"
}

# Lets releases/.next be the release $1, whole and on the disk.
finish() {
    sync -f releases/.next
    mv -T releases/.next "releases/$1"
    rm -f releases/.next.touched
    rm -rf ".incoming/$own"
}

# Lets readers see the release $1.
switch() {
    [ -d "releases/$1" ]
    ln -s "releases/$1" ".current-$own"
    mv -T ".current-$own" current
    sync . 2>/dev/null || :
}
