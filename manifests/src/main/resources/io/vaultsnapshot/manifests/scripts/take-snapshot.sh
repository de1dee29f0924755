#!/bin/sh
# take-snapshot.sh - takes one checked raft snapshot of Vault or OpenBao. Runs in the server's own CLI image.
#
# What it does first:
#   - starts the CLI. Images of hashicorp/vault since 1.19.17, 1.21.6 and 2.0.1 have a file capability on it (IPC_LOCK),
#     and the kernel does not execute such a file in a pod that drops all capabilities. A copy has none, so a copy in
#     CLI_FOLDER is used then.
#   - asks an address that the pod's NetworkPolicy forbids, and says when it answers: then no policy is enforced. It waits
#     seconds for no answer, so the rest does not wait for it.
# What it does then, up to SNAPSHOT_ATTEMPTS times, SNAPSHOT_RETRY_SECONDS apart:
#   1. logs in at auth/$VAULT_AUTH_MOUNT/login with the pod's ServiceAccount token
#   2. writes the canary, if there is one: a value that a restore drill reads back from this snapshot. Its nonce and time
#      go to SNAPSHOT_FILE.canary. If it cannot be written, the log says so, and the backup goes on.
#   3. saves the snapshot beside SNAPSHOT_FILE under a temporary name. A standby of Vault does not send one: it names the
#      active node, which the CLI does not follow to. So when this fails at a standby, the active node is asked.
#   4. checks it with check-snapshot.sh (same folder as this script), which reads what has arrived while the rest arrives
#   5. revokes its token, and renames the file to SNAPSHOT_FILE when the check is through
# SNAPSHOT_FILE exists afterwards if and only if the snapshot is whole: one left by an earlier run is removed first.
# How it ended goes to SNAPSHOT_FILE.run, and after a failure the last messages to SNAPSHOT_FILE.error. Then it exits with 0,
# so that the pod goes on: only upload-snapshot.sh can tell the verifier, and it exits with the code of the failure.
# A run that is stopped or killed, or that cannot write these files, tells nothing.
# The token is in this shell's memory and in its children's environment. It is revoked on every exit,
# TERM and INT included. HOME is not used, so a read-only root file system is fine.
#
# Inputs (environment):
#   VAULT_ADDR                  server's active node, e.g. http://vault-active.vault.svc.cluster.local:8200
#   VAULT_CLI                   vault or bao
#   CLI_FOLDER                  on a volume with room for a copy of the CLI (500 MB), not mounted noexec
#   FORBIDDEN_ADDR              URL that answers in most clusters, and that the pod's NetworkPolicy does not allow
#   VAULT_AUTH_MOUNT            Kubernetes auth mount, e.g. kube-demo
#   VAULT_ROLE                  role at that mount, e.g. vault-snapshot
#   SERVICE_ACCOUNT_TOKEN_FILE  projected token whose audience is the role's
#   SNAPSHOT_FILE               where the snapshot goes, e.g. /share/vault.snap
#   SNAPSHOT_ATTEMPTS           at least 1
#   SNAPSHOT_RETRY_SECONDS      pause between attempts, 0 or more
#   CANARY_PATH                 path of the canary, e.g. vault-snapshot-canary/canary; empty without restore drills
#   VAULT_CACERT, VAULT_TLS_SERVER_NAME  optional, read by the CLI itself
#   VAULT_CLIENT_TIMEOUT        how long login and save may take, each, e.g. 900s
#
# Exit codes: 0 snapshot taken, or its failure is in SNAPSHOT_FILE.run with one of these: 1 every attempt failed;
# 2 wrong settings, nothing tried. 1 and 2 also when that file cannot be written; 129, 130, 143 stopped by HUP, INT, TERM.
set -eu

say() { printf 'take-snapshot: %s\n' "$*"; }
warn() { say "$*" >&2; }

# The uploading container may have another uid, so the volume's group can read the files. No other user can.
umask 027

# ---- how the run ended, for upload-snapshot.sh ---------------------------------------------------------------------

started=$(date -u '+%s %Y-%m-%dT%H:%M:%SZ')
step=settings
number=0

# because COMMAND...: what the command prints are the last messages of this run
because() { "$@" >"$SNAPSHOT_FILE.error" 2>/dev/null || true; }

# hand_over EXIT_CODE: one line each: the exit code, when the run began, the step it came to, the number of attempts
hand_over() {
  {
    printf '%s\n' "$1" "${started#* }" "$step" "$number" >"$SNAPSHOT_FILE.run.new" &&
      mv "$SNAPSHOT_FILE.run.new" "$SNAPSHOT_FILE.run"
  } 2>/dev/null
}

# ---- settings: all problems at once -------------------------------------------------------------------------------

problems=0
problem() {
  [ "$problems" -gt 0 ] || first_problem=$*
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
required CLI_FOLDER "${CLI_FOLDER:-}"
required FORBIDDEN_ADDR "${FORBIDDEN_ADDR:-}"
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

# start_cli: sets cli to what starts: the image's program, or a copy
start_cli() {
  cli=$VAULT_CLI
  ! trial=$("$cli" version 2>&1) || return 0
  say "the image's $VAULT_CLI does not start: $trial. This is so when it has file capabilities, which this pod drops." \
    "Trying a copy without them in $CLI_FOLDER."
  cli=$CLI_FOLDER/$VAULT_CLI
  if ! copied=$(cp "$(command -v "$VAULT_CLI")" "$cli" 2>&1); then
    problem "cannot copy $VAULT_CLI to $CLI_FOLDER: $copied; check that volume's size, or set an older vaultImage"
  elif ! trial=$("$cli" version 2>&1); then
    problem "the copy $cli does not start either: $trial; check that the image is made for this node's architecture," \
      "and that $CLI_FOLDER is not mounted noexec, or set another vaultImage"
  fi
}
[ "$problems" -gt 0 ] || start_cli
if [ "$problems" -eq 0 ] && ! [ -w "$CLI_FOLDER" ]; then
  problem "cannot write in CLI_FOLDER ($CLI_FOLDER); check the volume and its fsGroup (uid here: $(id -u))"
fi
if [ "$problems" -gt 0 ]; then
  [ -n "${SNAPSHOT_FILE:-}" ] || exit 2
  rm -f "$SNAPSHOT_FILE" "$SNAPSHOT_FILE.canary" "$SNAPSHOT_FILE.run"
  because printf '%s\n' "$first_problem"
  ! hand_over 2 || exit 0
  exit 2
fi

# ---- on exit: revoke the token, stop the children, remove the unfinished file -------------------------------------

partial=$SNAPSHOT_FILE.partial
verdict=$SNAPSHOT_FILE.verdict
canary=$SNAPSHOT_FILE.canary
# Not on the snapshot's volume: that is full when there is no room for the snapshot.
errors=$CLI_FOLDER/errors
token=
child=
checker=
probe=

revoke_token() {
  [ -n "$token" ] || return 0
  VAULT_TOKEN=$token "$cli" token revoke -self >/dev/null ||
    warn "could not revoke the login token; it ends by itself after the role's token_ttl"
  token=
}

leave() {
  status=$?
  trap '' HUP INT TERM
  for each in $child $checker $probe; do
    kill "$each" 2>/dev/null || true
    wait "$each" 2>/dev/null || true
  done
  if [ "$status" -eq 0 ]; then
    rm -f "$partial" "$verdict" "$SNAPSHOT_FILE.error"
  else
    rm -f "$partial" "$verdict" "$SNAPSHOT_FILE" "$canary"
  fi
  revoke_token
  case $status in
    129 | 130 | 143) ;;
    *) ! hand_over "$status" || status=0 ;;
  esac
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

# The CLI's messages go to the log once it has ended, and the last of them to the verifier when it failed.
show_errors() { [ ! -s "$errors" ] || cat "$errors" >&2; }

login() {
  step=login
  token=$("$cli" write -field=token "auth/$VAULT_AUTH_MOUNT/login" \
    "role=$VAULT_ROLE" "jwt=@$SERVICE_ACCOUNT_TOKEN_FILE" 2>"$errors") || {
    show_errors
    because cat "$errors"
    return 1
  }
  show_errors
  [ -n "$token" ] || {
    because echo "the server sent no token"
    return 1
  }
}

# The nonce is no secret: it is stored beside the snapshot, and shows that a restored server has what this job wrote.
write_canary() {
  rm -f "$canary"
  [ -n "${CANARY_PATH:-}" ] || return 0
  nonce=$(dd if=/dev/urandom bs=16 count=1 2>/dev/null | od -An -v -tx1 | tr -d ' \n')
  written_at=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  if [ -n "$nonce" ] &&
    VAULT_TOKEN=$token "$cli" write "$CANARY_PATH" "nonce=$nonce" "written_at=$written_at" >/dev/null; then
    printf '%s\n%s\n' "$nonce" "$written_at" >"$canary"
  else
    warn "the canary could not be written at $CANARY_PATH; the backup goes on, but no restore drill can prove this" \
      "snapshot. Run configure-vault.sh again"
  fi
}

# The CLI's own timeout bounds a login but not a download (seen with bao 2.6.2): a server that stops sending would hold
# the Job until its deadline, and there would be no second attempt.
limit=
if command -v timeout >/dev/null; then
  limit="timeout ${VAULT_CLIENT_TIMEOUT:-900s}"
fi

# arriving PID: prints the file that PID writes, as it grows, until PID has ended. If the file gets its name only at the end,
# it is printed then.
arriving() {
  while ! [ -e "$partial" ] && kill -0 "$1" 2>/dev/null; do sleep 0.1; done
  [ -e "$partial" ] || return 0
  {
    while kill -0 "$1" 2>/dev/null; do
      cat
      sleep 0.1
    done
    cat
  } <"$partial"
}

# save_from ADDRESS: the check starts with the save, since a pod that waits for a server or a network has processor time left.
save_from() {
  # shellcheck disable=SC2086 # It is two words, or none.
  VAULT_ADDR=$1 VAULT_TOKEN=$token $limit "$cli" operator raft snapshot save "$partial" 2>"$errors" &
  child=$!
  arriving "$child" | sh "$check" - >"$verdict" 2>&1 &
  checker=$!
  saved=yes
  await "$child" || saved=
  show_errors
  [ -z "$saved" ] || return 0
  # What it thinks of an unfinished file is no news.
  wait "$checker" || true
  checker=
  return 1
}

# active_node: the active node's address if VAULT_ADDR can lead to a standby; else nothing. Behind a Service each call can
# reach another node, so it asks more than once.
active_node() {
  for _ in 1 2 3; do
    status=$("$cli" status -format=json 2>/dev/null) || return 0
    case $status in
      *'"ha_enabled": false'* | *'"is_self": true'*) ;;
      *)
        printf '%s\n' "$status" | sed -n 's/^ *"leader_address": "\(.*\)",\{0,1\}$/\1/p'
        return 0
        ;;
    esac
  done
}

save() {
  step=save
  ! save_from "$VAULT_ADDR" || return 0
  active=$(active_node)
  [ -n "$active" ] || return 1
  rm -f "$partial"
  warn "$VAULT_ADDR leads to a standby, and a standby of Vault sends no snapshot; asking the active node, $active." \
    "Set vaultAddress to an address that leads to the active node, such as the Service vault-active of Vault's Helm chart"
  save_from "$active"
}

checked() {
  step=check
  result=0
  wait "$checker" || result=$?
  checker=
  cat "$verdict"
  return "$result"
}

attempt() {
  if ! login; then
    warn "login at auth/$VAULT_AUTH_MOUNT/login as role $VAULT_ROLE on $VAULT_ADDR failed;" \
      "check that the server is unsealed and the role is bound to this ServiceAccount and audience (configure-vault.sh)," \
      "and that the address exists: Vault's Helm chart has the Service vault-active only with server.ha.enabled"
    return 1
  fi
  write_canary
  if ! save; then
    warn "saving the snapshot from $VAULT_ADDR to $partial failed or took longer than ${VAULT_CLIENT_TIMEOUT:-900s};" \
      "check the role's policy, the server's log and the free space of the volume"
    rm -f "$partial"
    if [ -s "$errors" ]; then
      because cat "$errors"
    else
      because echo "it took longer than ${VAULT_CLIENT_TIMEOUT:-900s}, or ended without a message"
    fi
    return 1
  fi
  revoke_token
  if ! checked; then
    warn "the saved archive failed its check and was removed; look at the server's log"
    because cat "$verdict"
    return 1
  fi
}

# Variables of an interactive session would override the settings above: bao prefers BAO_*, and both CLIs read ~/.
unset VAULT_TOKEN BAO_TOKEN BAO_ADDR
export VAULT_ADDR
export HOME=/nonexistent

# Only an answer proves something: without one, the policy is enforced, or nothing listens there.
ask_forbidden() {
  answer=$(VAULT_ADDR=$FORBIDDEN_ADDR VAULT_CLIENT_TIMEOUT=3s VAULT_MAX_RETRIES=0 "$cli" status 2>&1) || true
  case $answer in
    *'Code: '*)
      warn "network policy: NOT enforced in this cluster: $FORBIDDEN_ADDR answered, which the policy forbids;" \
        "the runbook says how to switch it on (Enforce the network policy)"
      ;;
    *) say "network policy: no answer from $FORBIDDEN_ADDR, which the policy forbids" ;;
  esac
}
ask_forbidden &
probe=$!

# A server that hangs takes the time of the whole Job, and a Job that is stopped at its deadline tells nothing.
out_of_time() {
  longest=${VAULT_CLIENT_TIMEOUT:-900s}
  longest=${longest%s}
  case $longest in *[!0-9]*) return 1 ;; esac
  [ $(($(date +%s) - ${started%% *})) -ge "$longest" ]
}

rm -f "$SNAPSHOT_FILE" "$canary" "$partial" "$SNAPSHOT_FILE.run" "$SNAPSHOT_FILE.error"
number=1
until attempt; do
  revoke_token
  rm -f "$partial"
  if [ "$number" -ge "$SNAPSHOT_ATTEMPTS" ] || out_of_time; then
    warn "no snapshot after $number of $SNAPSHOT_ATTEMPTS attempts; the messages above say why"
    exit 1
  fi
  warn "attempt $number of $SNAPSHOT_ATTEMPTS failed; next one in $SNAPSHOT_RETRY_SECONDS s"
  sleep "$SNAPSHOT_RETRY_SECONDS" &
  await $!
  number=$((number + 1))
done
wait "$probe" || true
probe=
chmod 0640 "$partial"
[ ! -e "$canary" ] || chmod 0640 "$canary"
mv "$partial" "$SNAPSHOT_FILE"
# Not wc: that of busybox reads the whole file for its size.
say "saved $SNAPSHOT_FILE ($(stat -c %s "$SNAPSHOT_FILE") bytes)"
