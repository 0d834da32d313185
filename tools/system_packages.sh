#!/usr/bin/env bash
# Make sure that a program of the system is there: tools/system_packages.sh chromium postgresql
# Installs it with apt-get where that is possible, otherwise says in one line what to install.
set -euo pipefail

is_there() {
    case "$1" in
        chromium) command -v chromium chromium-browser google-chrome >/dev/null 2>&1 ;;
        postgresql) compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || command -v initdb >/dev/null 2>&1 ;;
        poppler-utils) command -v pdftotext >/dev/null 2>&1 && command -v pdftoppm >/dev/null 2>&1 ;;
        *) echo "Unknown system package: $1 (known: chromium, postgresql, poppler-utils)" >&2; exit 2 ;;
    esac
}

for package in "$@"; do
    is_there "$package" && continue
    if ! command -v apt-get >/dev/null 2>&1 || [ "$(id -u)" -ne 0 ]; then
        echo "'$package' is missing: install it with the package manager of this system, then repeat." >&2
        exit 1
    fi
    echo "Installing the system package '$package' ..."
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # A cluster of the distribution is not wanted: the tests start their own, temporary one.
    if [ "$package" = postgresql ]; then
        mkdir -p /etc/postgresql-common
        [ -e /etc/postgresql-common/createcluster.conf ] ||
            echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    fi
    apt-get install -y -qq --no-install-recommends "$package" >/dev/null
    is_there "$package" || { echo "'$package' was installed but its program is not found." >&2; exit 1; }
done
