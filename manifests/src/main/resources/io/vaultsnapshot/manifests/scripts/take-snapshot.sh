#!/bin/sh
# take-snapshot.sh - takes one checked raft snapshot of Vault or OpenBao. Runs in the server's own CLI image.
#
# What it does, up to SNAPSHOT_ATTEMPTS times, SNAPSHOT_RETRY_SECONDS apart:
#   1. logs in at auth/$VAULT_AUTH_MOUNT/login with the pod's ServiceAccount token
#   2. saves the snapshot beside SNAPSHOT_FILE under a temporary name
#   3. checks it with check-snapshot.sh (same folder as this script)
#   4. revokes its token, and renames the file to SNAPSHOT_FILE
# SNAPSHOT_FILE exists afterwards if and only if the exit code is 0: one left by an earlier run is removed first.
# The token is in this shell's memory and in its children's environment. It is revoked on every exit,
# TERM and INT included. HOME is not used, so a read-only root file system is fine.
#
# Inputs (environment):
#   VAULT_ADDR                  server, e.g. http://vault.vault.svc.cluster.local:8200
#   VAULT_CLI                   vault or bao
#   VAULT_AUTH_MOUNT            Kubernetes auth mount, e.g. kube-demo
#   VAULT_ROLE                  role at that mount, e.g. vault-snapshot
#   SERVICE_ACCOUNT_TOKEN_FILE  projected token whose audience is the role's
#   SNAPSHOT_FILE               where the snapshot goes, e.g. /share/vault.snap
#   SNAPSHOT_ATTEMPTS           at least 1
#   SNAPSHOT_RETRY_SECONDS      pause between attempts, 0 or more
#   VAULT_CACERT                optional, read by the CLI itself
#   VAULT_CLIENT_TIMEOUT        how long login and save may take, each, e.g. 900s
#
# Exit codes: 0 snapshot taken; 1 every attempt failed; 2 wrong settings, nothing tried;
# 129, 130, 143 stopped by HUP, INT, TERM.
set -eu

say() { printf 'take-snapshot: %s\n' "$*"; }
warn() { say "$*" >&2; }

# ---- settings: all problems at once -------------------------------------------------------------------------------

problems=0
problem() {
  warn "$*"
  problems=$((problems + 1))
}
required() { [ -n "$2" ] || problem "$1 is not set; the CronJob's container has to set it"; }
whole_number() {
  case $2 in
    '' | *[!0-9]*) [ -z "$2" ] || problem "$1 is '$2', not a whole number" ;;
  esac
}

required VAULT_ADDR "${VAULT_ADDR:-}"
required VAULT_CLI "${VAULT_CLI:-}"
required VAULT_AUTH_MOUNT "${VAULT_AUTH_MOUNT:-}"
required VAULT_ROLE "${VAULT_ROLE:-}"
required SERVICE_ACCOUNT_TOKEN_FILE "${SERVICE_ACCOUNT_TOKEN_FILE:-}"
required SNAPSHOT_FILE "${SNAPSHOT_FILE:-}"
required SNAPSHOT_ATTEMPTS "${SNAPSHOT_ATTEMPTS:-}"
required SNAPSHOT_RETRY_SECONDS "${SNAPSHOT_RETRY_SECONDS:-}"
whole_number SNAPSHOT_ATTEMPTS "${SNAPSHOT_ATTEMPTS:-}"
whole_number SNAPSHOT_RETRY_SECONDS "${SNAPSHOT_RETRY_SECONDS:-}"
if [ "${SNAPSHOT_ATTEMPTS:-}" = 0 ]; then
  problem "SNAPSHOT_ATTEMPTS is 0, so nothing would be tried; set 1 or more"
fi
if [ -n "${VAULT_CLI:-}" ] && ! command -v "$VAULT_CLI" >/dev/null; then
  problem "VAULT_CLI is '$VAULT_CLI', which this image does not have; set vault or bao to match the image"
fi
if [ -n "${SERVICE_ACCOUNT_TOKEN_FILE:-}" ] && ! [ -s "$SERVICE_ACCOUNT_TOKEN_FILE" ]; then
  problem "no token at SERVICE_ACCOUNT_TOKEN_FILE ($SERVICE_ACCOUNT_TOKEN_FILE); check the projected volume"
fi
if [ -n "${SNAPSHOT_FILE:-}" ]; then
  case $SNAPSHOT_FILE in
    */*) folder=${SNAPSHOT_FILE%/*}/ ;;
    *) folder=./ ;;
  esac
  if ! [ -d "$folder" ] || ! [ -w "$folder" ]; then
    problem "cannot write in $folder for SNAPSHOT_FILE; check the volume and its fsGroup (uid here: $(id -u))"
  fi
fi
case $0 in
  */*) check=${0%/*}/check-snapshot.sh ;;
  *) check=./check-snapshot.sh ;;
esac
[ -r "$check" ] || problem "$check is missing; mount both scripts in one folder"
if [ "$problems" -gt 0 ]; then
  [ -z "${SNAPSHOT_FILE:-}" ] || rm -f "$SNAPSHOT_FILE"
  exit 2
fi

# ---- on exit: revoke the token, stop the child, remove the unfinished file ----------------------------------------

partial=$SNAPSHOT_FILE.partial
token=
child=

revoke_token() {
  [ -n "$token" ] || return 0
  VAULT_TOKEN=$token "$VAULT_CLI" token revoke -self >/dev/null ||
    warn "could not revoke the login token; it ends by itself after the role's token_ttl"
  token=
}

leave() {
  status=$?
  trap '' HUP INT TERM
  if [ -n "$child" ]; then
    kill "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  rm -f "$partial"
  [ "$status" -eq 0 ] || rm -f "$SNAPSHOT_FILE"
  revoke_token
  exit "$status"
}

stopped() {
  warn "stopped by $1; nothing was saved"
  exit "$2"
}

trap leave EXIT
trap 'stopped HUP 129' HUP
trap 'stopped INT 130' INT
trap 'stopped TERM 143' TERM

# The shell handles a signal only between commands or inside wait, so long work runs as a child that it waits for.
await() {
  child=$1
  result=0
  wait "$child" || result=$?
  child=
  return "$result"
}

# ---- one attempt --------------------------------------------------------------------------------------------------

login() {
  token=$("$VAULT_CLI" write -field=token "auth/$VAULT_AUTH_MOUNT/login" \
    "role=$VAULT_ROLE" "jwt=@$SERVICE_ACCOUNT_TOKEN_FILE") || return 1
  [ -n "$token" ]
}

# The CLI's own timeout bounds a login but not a download (seen with bao 2.6.2): a server that stops sending would hold
# the Job until its deadline, and there would be no second attempt.
save() {
  if command -v timeout >/dev/null; then
    VAULT_TOKEN=$token timeout "${VAULT_CLIENT_TIMEOUT:-900s}" "$VAULT_CLI" operator raft snapshot save "$partial" &
  else
    VAULT_TOKEN=$token "$VAULT_CLI" operator raft snapshot save "$partial" &
  fi
  await $!
}

check() {
  sh "$check" "$partial" &
  await $!
}

attempt() {
  if ! login; then
    warn "login at auth/$VAULT_AUTH_MOUNT/login as role $VAULT_ROLE on $VAULT_ADDR failed;" \
      "check that the server is unsealed and the role is bound to this ServiceAccount and audience (configure-vault.sh)"
    return 1
  fi
  if ! save; then
    warn "saving the snapshot from $VAULT_ADDR to $partial failed or took longer than ${VAULT_CLIENT_TIMEOUT:-900s};" \
      "check the role's policy, the server's log and the free space of the volume"
    return 1
  fi
  if ! check; then
    warn "the saved archive failed its check and was removed; look at the server's log"
    return 1
  fi
}

# Variables of an interactive session would override the settings above: bao prefers BAO_*, and both CLIs read ~/.
unset VAULT_TOKEN BAO_TOKEN BAO_ADDR
export VAULT_ADDR
export HOME=/nonexistent
# The uploading container may have another uid, so the volume's group can read the file. No other user can.
umask 027

rm -f "$SNAPSHOT_FILE" "$partial"
number=1
until attempt; do
  revoke_token
  rm -f "$partial"
  if [ "$number" -ge "$SNAPSHOT_ATTEMPTS" ]; then
    warn "no snapshot after $number of $SNAPSHOT_ATTEMPTS attempts; the messages above say why"
    exit 1
  fi
  warn "attempt $number of $SNAPSHOT_ATTEMPTS failed; next one in $SNAPSHOT_RETRY_SECONDS s"
  sleep "$SNAPSHOT_RETRY_SECONDS" &
  await $!
  number=$((number + 1))
done
revoke_token
chmod 0640 "$partial"
mv "$partial" "$SNAPSHOT_FILE"
say "saved $SNAPSHOT_FILE ($(wc -c <"$SNAPSHOT_FILE" | tr -d ' ') bytes)"
