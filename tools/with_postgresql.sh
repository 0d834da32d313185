#!/usr/bin/env bash
# Run a command with STAFFELSTAB_DATABASE_URL pointing to a temporary PostgreSQL that vanishes afterwards:
#   tools/with_postgresql.sh COMMAND ARGUMENT...
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
bash "$here/system_packages.sh" postgresql

programs=$(dirname "$(compgen -G '/usr/lib/postgresql/*/bin/initdb' | sort -V | tail -1 || command -v initdb)")
cluster=$(mktemp -d)
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
password=$(python3 -c 'import secrets; print(secrets.token_hex(16))')

# PostgreSQL refuses to run as root; its package brings the user for that.
as_owner() { if [ "$(id -u)" -eq 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

remove_cluster() {
    as_owner "$programs/pg_ctl" --pgdata "$cluster/data" --mode immediate stop >/dev/null 2>&1 || true
    rm -rf "$cluster"
}
trap remove_cluster EXIT

printf '%s' "$password" >"$cluster/password"
[ "$(id -u)" -ne 0 ] || chown -R postgres "$cluster"
cd "$cluster"
as_owner "$programs/initdb" --pgdata data --username staffelstab --pwfile password \
    --auth scram-sha-256 --encoding UTF8 --locale C.UTF-8 --no-sync >/dev/null
as_owner "$programs/pg_ctl" --pgdata data --log log --wait --silent start \
    --options "-p $port -k $cluster -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off" ||
    { cat log >&2; exit 1; }
PGPASSWORD=$password "$programs/createdb" --host 127.0.0.1 --port "$port" --username staffelstab staffelstab
cd "$OLDPWD"

STAFFELSTAB_DATABASE_URL="postgresql://staffelstab:$password@127.0.0.1:$port/staffelstab" "$@"
