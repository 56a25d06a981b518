# Sourced by ./run and ./test: what the machine must have, and the one way to get it. Needs $root.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1
export DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# Build servers would outlive the command that started them.
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false

# An account without a home directory still needs a place for the package cache.
if [ ! -w "${HOME:-/nonexistent}" ]; then
    HOME=$root/obj/home
    mkdir -p "$HOME" 2>/dev/null || HOME=$(mktemp -d)
    export HOME
fi

say() { printf '%s\n' "$*" >&2; }

die() {
    say "$*"
    exit 1
}

need_dotnet() {
    # 'dotnet --version' honours global.json, so it fails where no suitable SDK is installed.
    command -v dotnet >/dev/null 2>&1 && (cd "$root" && dotnet --version >/dev/null 2>&1) ||
        die "The .NET 10 SDK is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0"
}

has_vips() {
    for directory in /usr/lib/*-linux-gnu /usr/lib64 /usr/lib /usr/local/lib; do
        [ -e "$directory/libvips.so.42" ] && return 0
    done
    PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep -q 'libvips\.so\.42'
}

has_postgres() {
    for binary in "$(command -v postgres 2>/dev/null)" /usr/lib/postgresql/*/bin/postgres; do
        [ -x "$binary" ] && [ -x "${binary%/*}/initdb" ] || continue
        version=$("$binary" --version 2>/dev/null | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
        [ "${version:-0}" -ge 15 ] && return 0
    done
    return 1
}

has_chromium() { command -v chromium >/dev/null 2>&1; }

has_ffmpeg() { command -v ffmpeg >/dev/null 2>&1 && command -v ffprobe >/dev/null 2>&1; }

has_nginx() { [ -x /usr/sbin/nginx ]; }
has_ceph() { command -v "$1" >/dev/null 2>&1; }

has_fonts() { [ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ]; }

# need_packages libvips42 postgresql ...: leaves with one sentence when something cannot be had.
need_packages() {
    get_packages "$@" ||
        die "Please install what is missing, on Debian: sudo apt-get install -y --no-install-recommends $missing" \
            "(PostgreSQL 15 or newer)"
}

# want_packages ffmpeg: for what everything else works without; one sentence says what is lost.
want_packages() {
    get_packages "$@" ||
        say "Without $missing $(lost_without "$missing"). On Debian:" \
            "sudo apt-get install -y --no-install-recommends $missing"
}

lost_without() {
    case $1 in
        ffmpeg) echo "there are no videos" ;;
        nginx-light) echo "the tests of the edge are skipped" ;;
        *ceph* | *radosgw*) echo "the tests of S3 are skipped" ;;
    esac
}

# Installs what is missing, where that can be done; fails with what still is in $missing.
get_packages() {
    missing=$(missing_packages "$@")
    [ -z "$missing" ] && return 0
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing $missing (once) ..."
        install_packages $missing
        missing=$(missing_packages "$@")
    fi
    [ -z "$missing" ]
}

missing_packages() {
    list=
    for package; do
        case $package in
            libvips42) has_vips ;;
            postgresql) has_postgres ;;
            chromium) has_chromium ;;
            ffmpeg) has_ffmpeg ;;
            nginx-light) has_nginx ;;
            ceph-mon | ceph-osd | radosgw) has_ceph "$package" ;;
            ceph-common) has_ceph ceph ;;
            fonts-dejavu-core) has_fonts ;;
            wrk | redis-server) command -v "$package" >/dev/null 2>&1 ;;
        esac || list="$list $package"
    done
    printf '%s' "${list# }"
}

install_packages() {
    log=$(mktemp)
    # The product starts a private server of its own: the package shall not start one that nobody asked for.
    # A server among the packages shall not start either: what needs one here starts its own.
    policy=/usr/sbin/policy-rc.d
    if [ -e "$policy" ]; then
        policy=
    else
        printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy"
    fi
    no_cluster=/etc/postgresql-common/createcluster.d/instagram.conf
    mkdir -p "${no_cluster%/*}" && echo 'create_main_cluster = false' >"$no_cluster"
    apt_install "$@" >"$log" 2>&1 ||
        { apt-get update -q >>"$log" 2>&1 && apt_install "$@" >>"$log" 2>&1; } ||
        tail -n 15 "$log" >&2
    rm -f "$log" "$no_cluster" $policy
    rmdir "${no_cluster%/*}" "${no_cluster%/*/*}" 2>/dev/null || true
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -q --no-install-recommends "$@" \
        </dev/null
}

# Runs a command so that a signal to this script ends it too, and nothing goes on building behind our back.
supervised() {
    "$@" </dev/null &
    child=$!
    trap 'kill -TERM "$child" 2>/dev/null; wait "$child" 2>/dev/null; exit 143' TERM INT HUP
    status=0
    wait "$child" || status=$?
    trap - TERM INT HUP
    return "$status"
}
