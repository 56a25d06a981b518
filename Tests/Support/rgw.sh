#!/bin/bash
# A Ceph cluster of one monitor, one OSD in memory and one S3 gateway, in a directory of its own, for the tests.
#   rgw.sh DIRECTORY MON_PORT S3_PORT ACCESS_KEY SECRET_KEY DAY
# DAY is how many seconds a day of the lifecycle rules lasts, or -1 for a real one.
# Says "ready" once it serves S3 on 127.0.0.1. It lives as long as its standard input stays open; the daemons die with
# it, however it dies. A line "kill" kills the gateway, "start" starts it again and says "ready".
set -u
directory=$1 mon_port=$2 s3_port=$3 access_key=$4 secret_key=$5 day=$6
export CEPH_CONF=$directory/ceph.conf
cd "$directory" || exit 1

fsid=$(cat /proc/sys/kernel/random/uuid)
cat >ceph.conf <<CONF
[global]
fsid = $fsid
mon host = v2:127.0.0.1:$mon_port/0
public addr = 127.0.0.1
ms bind ipv6 = false
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = $directory/keyring
run dir = $directory
log file = $directory/\$name.log
debug default = 0
admin socket =
pid file =
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 1
osd pool default pgp num = 1
osd pool default pg autoscale mode = off
mon allow pool size one = true
mon max pg per osd = 1000
paxos propose interval = 0.01
paxos min wait = 0.01
mon data = $directory/mon
mon data avail crit = 0
mon data avail warn = 0
osd data = $directory/osd
osd objectstore = memstore
osd crush chooseleaf type = 0
memstore device bytes = 2147483648
rgw lc debug interval = $day
rgw usage max shards = 1
rgw gc max objs = 1
rgw lc max objs = 1
rgw enable quota threads = false
rgw num rados handles = 1
rgw thread pool size = 64
rgw override bucket index max shards = 1
CONF

# The kernel kills a daemon when this shell is gone; the shell is one thread, so that means the shell itself.
daemon() { setpriv --no-new-privs --pdeathsig KILL -- "$@" <&- >>daemons.log 2>&1 & }

gateway() {
    daemon radosgw -f --name client.rgw --rgw-frontends "beast endpoint=127.0.0.1:$s3_port tcp_nodelay=1"
    rgw=$!
}

serves() {
    for ((i = 0; i < 600; i++)); do
        (exec 3<>"/dev/tcp/127.0.0.1/$s3_port") 2>/dev/null && return 0
        kill -0 "$rgw" 2>/dev/null || return 1
        sleep 0.05
    done
    return 1
}

trap 'kill -KILL $(jobs -p) 2>/dev/null; wait' EXIT
trap 'exit 1' TERM INT HUP
failed() { tail -n 20 setup.log daemons.log >&2; exit 1; }

{
    ceph-authtool -C keyring --gen-key -n mon. --cap mon 'allow *' &&
        ceph-authtool keyring --gen-key -n client.admin --cap mon 'allow *' --cap osd 'allow *' &&
        ceph-authtool keyring --gen-key -n client.rgw --cap mon 'allow rw' --cap osd 'allow rwx' &&
        ceph-authtool keyring --gen-key -n osd.0 --cap mon 'allow profile osd' --cap osd 'allow *' &&
        mkdir -p mon osd &&
        monmaptool --create --fsid "$fsid" --addv a "[v2:127.0.0.1:$mon_port]" monmap &&
        ceph-mon --mkfs -i a --keyring keyring --monmap monmap
} >setup.log 2>&1 || failed
daemon ceph-mon -f -i a
{
    uuid=$(cat /proc/sys/kernel/random/uuid)
    ceph osd new "$uuid" && ceph-osd --mkfs -i 0 --osd-uuid "$uuid"
} >>setup.log 2>&1 || failed
daemon ceph-osd -f -i 0
gateway
radosgw-admin user create --uid tests --display-name tests --access-key "$access_key" --secret-key "$secret_key" \
    >>setup.log 2>&1 || failed
serves || failed
echo ready
while read -r line; do
    case $line in
        kill) kill -KILL "$rgw"; wait "$rgw" 2>/dev/null; echo killed ;;
        start) gateway; serves || failed; echo ready ;;
    esac
done
