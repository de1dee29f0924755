#!/bin/sh
# restore-snapshot.sh - third step of the restore drill: restores the snapshot into a throw-away server and reads the
# canary back. Runs in the server's image, in a pod that reaches nothing but the gate (prove-isolation.sh).
#
# What it does:
#   1. start    a single-node server on the loopback interface, with an empty raft storage in SERVER_FOLDER and the seal
#               of production, and initializes it. The keys of that are in this shell's memory and its children's
#               environment only. The restore makes them worthless.
#   2. restore  `operator raft snapshot restore -force`. The command returns before the server has done it, and prints an
#               error on good restores too (OpenBao). So the server's state decides: sealed, or unsealed as another cluster.
#               With shamir the server is started again then: the number of key shares that it has in memory is still
#               that of its first life. With other seals it is started again if it does not open by itself, as Vault 1.21
#               may say that it "was removed from a HA cluster" (hashicorp/vault#31933).
#   3. unseal   by the seal itself, or with the keys in KEYS_FOLDER. With shamir and without keys the drill ends here.
#   4. read     logs in with the AppRole that configure-vault.sh has set up before the snapshot, and reads the canary and
#               the list of mounts. No token of production is needed.
# The server ends with this script.
#
# Inputs (environment):
#   DRILL_FOLDER     folder on the shared volume for what the proof is made of (see drill-steps.sh)
#   SNAPSHOT_FILE    the downloaded snapshot
#   VAULT_CLI        vault or bao: client and server
#   CLI_FOLDER       on a volume with room for a copy of the CLI (500 MB), not mounted noexec
#   SEAL             awskms, secret or shamir
#   SEAL_KEY_ARNS    for awskms: keys of the seal; the first that works is used
#   SEAL_FILE        for secret: file with the seal stanza
#   KEYS_FOLDER      for shamir, optional: folder with one unseal key in each file
#   SERVER_FOLDER    empty folder for the server's data
#   RESTORE_SECONDS  how long all of this may take
#   DRILL_STAY_SECONDS  optional, for one Job: how long the restored server stays, for an operator who reads one secret
#   AWS_REGION       read by the server
#   VAULT_SNAPSHOT_GATE_SERVICE_HOST, VAULT_SNAPSHOT_GATE_SERVICE_PORT  the way to KMS and STS, set by Kubernetes, or
#   HTTPS_PROXY      an existing proxy
#   AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE  set by EKS, read by the server for awskms
#   AWS_CA_BUNDLE    optional, read by the server
#
# Results in DRILL_FOLDER: RESTORED, SEALED, or WRONG_VERSION, SERVER_NOT_STARTED, RESTORE_REFUSED, STAYED_SEALED,
# LOGIN_FAILED, CANARY_MISSING, TIMED_OUT.
# Exit codes: 0 the result is in DRILL_FOLDER; 2 wrong settings, nothing tried; 129, 130, 143 stopped by HUP, INT, TERM.
set -eu
script=restore-snapshot
# shellcheck source-path=SCRIPTDIR source=drill-steps.sh
. "${0%/*}/drill-steps.sh"
began=$(seconds)

required DRILL_FOLDER "${DRILL_FOLDER:-}"
required SNAPSHOT_FILE "${SNAPSHOT_FILE:-}"
required VAULT_CLI "${VAULT_CLI:-}"
required CLI_FOLDER "${CLI_FOLDER:-}"
required SERVER_FOLDER "${SERVER_FOLDER:-}"
required RESTORE_SECONDS "${RESTORE_SECONDS:-}"
required AWS_REGION "${AWS_REGION:-}"
whole_number RESTORE_SECONDS "${RESTORE_SECONDS:-}"
whole_number DRILL_STAY_SECONDS "${DRILL_STAY_SECONDS:-}"
case ${SEAL:-} in
  awskms) required SEAL_KEY_ARNS "${SEAL_KEY_ARNS:-}" ;;
  secret) required SEAL_FILE "${SEAL_FILE:-}" ;;
  shamir) ;;
  *) problem "SEAL is '${SEAL:-}', not awskms, secret or shamir" ;;
esac
if [ -n "${VAULT_CLI:-}" ] && ! command -v "$VAULT_CLI" >/dev/null; then
  problem "VAULT_CLI is '$VAULT_CLI', which this image does not have; set vault or bao to match the image"
fi
[ -z "${DRILL_FOLDER:-}" ] || writable DRILL_FOLDER "$DRILL_FOLDER"
[ -z "${SERVER_FOLDER:-}" ] || writable SERVER_FOLDER "$SERVER_FOLDER"
[ "$problems" -eq 0 ] || exit 2
[ "$SEAL" = shamir ] || [ -e "$DRILL_FOLDER/result" ] || use_gate
[ -e "$DRILL_FOLDER/result" ] || start_cli
[ "$problems" -eq 0 ] || exit 2

umask 077
log=$SERVER_FOLDER/server.log
answer=$SERVER_FOLDER/answer
VAULT_ADDR=http://127.0.0.1:8200
export VAULT_ADDR
# The server's own clients of AWS: the region's STS, and never the node's role.
AWS_STS_REGIONAL_ENDPOINTS=regional
AWS_EC2_METADATA_DISABLED=true
export AWS_STS_REGIONAL_ENDPOINTS AWS_EC2_METADATA_DISABLED

server=
scan=
stop_server() {
  [ -n "$server" ] || return 0
  kill "$server" 2>/dev/null || true
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    kill -0 "$server" 2>/dev/null || break
    sleep 1
  done
  kill -9 "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}
leave() {
  status=$?
  trap '' HUP INT TERM
  stop_child
  [ -z "$scan" ] || kill "$scan" 2>/dev/null || true
  stop_server
  rm -f "$answer"
  exit "$status"
}
trap leave EXIT

# ---- asking the server --------------------------------------------------------------------------------------------

# field NAME: a field of the last answer, which is indented JSON
field() { sed -n "s/^ *\"$1\": \"\{0,1\}\([^\",]*\)\"\{0,1\},\{0,1\}\$/\1/p" "$answer" | head -n 1; }

# ask: leaves the server's state in the file answer; exit code 2 of the CLI is a sealed server
ask() {
  VAULT_CLIENT_TIMEOUT=5s VAULT_MAX_RETRIES=0 "$cli" status -format=json >"$answer" 2>/dev/null ||
    [ $? -eq 2 ]
}
is_running() { kill -0 "$server" 2>/dev/null; }
# A server that lost everything is sealed, too, and not initialized.
is_sealed() { ask && [ "$(field sealed)" = true ] && [ "$(field initialized)" = true ]; }
is_unsealed() { ask && [ "$(field sealed)" = false ]; }
is_active() { is_unsealed && [ "$(field is_self)" = true ]; }
# The server becomes the snapshot's. It seals itself then, and a seal that opens itself opens it again.
is_restored() { is_sealed || is_of_snapshot; }
is_of_snapshot() {
  is_unsealed && [ -n "$(field cluster_id)" ] && [ "$(field cluster_id)" != "$first_cluster" ]
}

# until_it CONDITION...: asks again and again; 1 when the server has ended or no time is left
until_it() {
  until "$@"; do
    is_running && in_time || return 1
    nap
  done
}

# soon CONDITION...: as until_it, for a minute. A seal that has not opened a minute after the start does not open: the
# server tries again every few seconds.
soon() {
  patience=$(($(seconds) + 60))
  until "$@"; do
    is_running && in_time && [ "$(seconds)" -lt "$patience" ] || return 1
    nap
  done
}
settles() { soon is_of_snapshot_or_removed && is_of_snapshot; }
is_of_snapshot_or_removed() { is_of_snapshot || [ "$(field removed_from_cluster)" = true ]; }
# An audit device that cannot write, for example, keeps a server from becoming active.
is_active_or_failed() { is_active || grep -aq 'post-unseal setup failed' "$log"; }

# bounded COMMAND...: runs it for as long as there is time, with its output in the file answer. The CLI's own time-out
# would end a large restore, so it is the same.
bounded() {
  timeout "$(left)" "$@" >"$answer" 2>&1 &
  await $!
}

# last_error: the server's last error, or what it printed last
last_error() {
  error=$(grep -a '\[ERROR\]' "$log" | tail -n 3 || true)
  [ -n "$error" ] || error=$(tail -n 3 "$log")
  printable "$error"
}
show_log() {
  warn "the last lines of the server's log:"
  tail -n 60 "$log" | tr -cd '\n\t -~' | sed 's/^/  /' >&2
}
# give_up RESULT MESSAGE...
give_up() {
  show_log
  if ! in_time; then
    shift
    timed_out "$@"
  fi
  fail "$@"
}

# ---- the server ---------------------------------------------------------------------------------------------------

# seal_stanza KEY_ARN
seal_stanza() {
  case $SEAL in
    awskms)
      region=$(printf '%s' "$1" | cut -d : -f 4)
      printf 'seal "awskms" {\n  region = "%s"\n  kms_key_id = "%s"\n}\n' "$region" "$1"
      ;;
    secret) cat "$SEAL_FILE" ;;
  esac
}
# With the default multiplier a single node needs seven seconds to elect itself.
configuration() {
  cat <<END
storage "raft" {
  path = "$SERVER_FOLDER/data"
  node_id = "vault-snapshot-drill"
  performance_multiplier = 1
}
listener "tcp" {
  address = "127.0.0.1:8200"
  cluster_address = "127.0.0.1:8201"
  tls_disable = true
}
api_addr = "http://127.0.0.1:8200"
cluster_addr = "https://127.0.0.1:8201"
disable_mlock = true
END
  seal_stanza "$1"
}

# The server unpacks a snapshot to TMPDIR first, and the pod's /tmp is small.
start_server() {
  mkdir -p "$SERVER_FOLDER/tmp"
  TMPDIR=$SERVER_FOLDER/tmp "$cli" server -config="$SERVER_FOLDER/server.hcl" >>"$log" 2>&1 &
  server=$!
  until_it ask
}

# initialize: the throw-away keys go to this shell's variables
initialize() {
  shares=recovery
  [ "$SEAL" != shamir ] || shares=key
  keys=$(VAULT_CLIENT_TIMEOUT=60s timeout "$(left)" "$cli" operator init -format=json "-$shares-shares=1" \
    "-$shares-threshold=1" 2>"$answer") || return 1
  root=$(printf '%s\n' "$keys" | sed -n 's/^ *"root_token": "\(.*\)",\{0,1\}$/\1/p')
  share=$(printf '%s\n' "$keys" | sed -n '/"unseal_keys_b64"/{n;s/^ *"\(.*\)",\{0,1\}$/\1/p;}')
  keys=
  [ -n "$root" ] || return 1
  [ "$SEAL" != shamir ] || unseal_with "$share" || return 1
  share=
  until_it is_active
}

# unseal_with KEY: the key goes through a pipe, not into an argument
unseal_with() { printf '%s' "$1" | VAULT_CLIENT_TIMEOUT=60s "$cli" write sys/unseal key=- >"$answer" 2>&1; }

# ready KEY_ARN: the server runs and is initialized with this seal
ready() {
  rm -rf "$SERVER_FOLDER/data"
  mkdir "$SERVER_FOLDER/data"
  : >"$answer"
  configuration "$1" >"$SERVER_FOLDER/server.hcl"
  if start_server && initialize; then
    return 0
  fi
  problem_text="$(last_error) $(printable "$(cat "$answer")")"
  show_log
  stop_server
  return 1
}

# newer VERSION THAN: compares numbers between dots
newer() {
  [ "$1" != "$2" ] && [ "$(printf '%s\n%s\n' "$1" "$2" | sort -t . -k 1,1n -k 2,2n -k 3,3n | tail -n 1)" = "$1" ]
}
# The state's keys are not encrypted, and one of them names each version that the server had.
versions_of_snapshot() {
  gzip -dc "$SNAPSHOT_FILE" 2>/dev/null | tar -xOf - state.bin 2>/dev/null |
    grep -ao 'core/versions/[0-9][0-9]*\.[0-9][0-9]*\.[0-9][0-9]*' | sed 's/.*\///' |
    sort -u -t . -k 1,1n -k 2,2n -k 3,3n || true
}

stay() {
  [ -n "${DRILL_STAY_SECONDS:-}" ] || return 0
  say "the restored server stays for $DRILL_STAY_SECONDS s, on 127.0.0.1:8200 in this container"
  sleep "$DRILL_STAY_SECONDS" &
  await $!
}

begin_step start
limit "$RESTORE_SECONDS"
if [ "$SEAL" = secret ] && ! [ -s "$SEAL_FILE" ]; then
  fail SERVER_NOT_STARTED "SEAL_FILE: $SEAL_FILE is missing or empty; check the Secret vault-snapshot-drill-seal"
fi
# Such as: OpenBao v2.6.2 (hash), built time
first_line=$("$cli" version 2>/dev/null | head -n 1)
case $first_line in
  OpenBao*) product=openbao ;;
  *) product=vault ;;
esac
version=$(printf '%s' "$first_line" | sed -n 's/^[A-Za-z ]*v\([0-9][A-Za-z0-9.+_-]*\).*/\1/p')
[ -n "$version" ] || fail SERVER_NOT_STARTED "the image's $VAULT_CLI does not tell its version: $first_line"
keep server-product "$product"
keep server-version "$version"

# It reads the whole snapshot, so it runs beside the server's start.
versions_of_snapshot >"$SERVER_FOLDER/versions" &
scan=$!
: >"$log"
problem_text=
started=
for arn in ${SEAL_KEY_ARNS:-none}; do
  if ready "$arn"; then
    started=yes
    break
  fi
  warn "the server does not start with the seal $SEAL ($arn): $problem_text"
done
[ -n "$started" ] || give_up SERVER_NOT_STARTED "$product $version with the seal $SEAL: $problem_text"
first_cluster=$(field cluster_id)
await "$scan" || true
newest=$(tail -n 1 "$SERVER_FOLDER/versions")
if [ -n "$newest" ] && newer "$newest" "${version%%[!0-9.]*}"; then
  fail WRONG_VERSION "the drill's server is $product $version, and the snapshot was taken by version $newest; an older" \
    "server cannot be relied on to read it"
fi

# ---- restore ------------------------------------------------------------------------------------------------------

next_step restore
VAULT_TOKEN=$root VAULT_CLIENT_TIMEOUT=$(left)s VAULT_MAX_RETRIES=0 \
  bounded "$cli" operator raft snapshot restore -force "$SNAPSHOT_FILE" && accepted=yes || accepted=
root=
said=$(printable "$(cat "$answer")")
# The client fails on good restores, too (OpenBao: "file already closed"). Only an answer of the API is a refusal.
case $said in
  *'Code: '*) is_restored || give_up RESTORE_REFUSED "the server refused it: $said" ;;
esac
if [ -n "$accepted" ]; then patient=until_it; else patient=soon; fi
"$patient" is_restored || give_up RESTORE_REFUSED "the server ended, or is what it was before: $said; $(last_error)"
if [ "$SEAL" = shamir ] || ! settles; then
  stop_server
  : >"$log"
  start_server || give_up STAYED_SEALED "the server with the restored data did not start again: $(last_error)"
fi

# ---- unseal -------------------------------------------------------------------------------------------------------

next_step unseal
if [ "$SEAL" = shamir ]; then
  until_it is_sealed || give_up RESTORE_REFUSED "the server with the restored data does not tell its state: $(last_error)"
  if [ -z "${KEYS_FOLDER:-}" ]; then
    end_step OK
    keep message "it needs $(field t) of $(field n) unseal keys, and the drill was given none"
    keep result SEALED
    say "the snapshot was restored; the server is sealed, as drillUnseal none declares"
    stay
    exit 0
  fi
  given=0
  refusal=
  for file in "$KEYS_FOLDER"/*; do
    [ -f "$file" ] || continue
    given=$((given + 1))
    unseal_with "$(tr -d ' \n\r' <"$file")" || refusal="; ${file##*/}: $(tail -n 1 "$answer")"
    ! is_unsealed || break
  done
  [ "$given" -gt 0 ] || fail STAYED_SEALED "KEYS_FOLDER $KEYS_FOLDER has no key; check the Secret vault-snapshot-drill-keys"
  is_unsealed ||
    fail STAYED_SEALED "$given keys were given, and the server needs $(field t) of $(field n)$refusal"
else
  if ! soon is_unsealed; then
    show_log
    fail STAYED_SEALED "the seal $SEAL does not open the restored server: $(last_error)"
  fi
fi
keep unsealed-after-seconds "$(($(seconds) - began))"
if ! until_it is_active_or_failed || ! is_active; then
  give_up STAYED_SEALED "the unsealed server does not become active: $(last_error)"
fi

# ---- read ---------------------------------------------------------------------------------------------------------

next_step read
# The role has no secret id: it can log in from the loopback interface only, and read what follows.
log_in() {
  token=$(VAULT_CLIENT_TIMEOUT=30s "$cli" write -field=token auth/vault-snapshot-drill/login \
    role_id=vault-snapshot-drill 2>"$answer") && [ -n "$token" ]
}
# An active server may still load its mounts.
tries=0
until log_in; do
  tries=$((tries + 1))
  if [ "$tries" -ge 5 ] || ! is_running || ! in_time; then
    give_up LOGIN_FAILED "the login at auth/vault-snapshot-drill failed: $(printable "$(cat "$answer")")"
  fi
  sleep 1 &
  await $!
done
read_field() {
  VAULT_TOKEN=$token VAULT_CLIENT_TIMEOUT=30s "$cli" read "-field=$1" vault-snapshot-canary/canary 2>"$answer"
}
if ! nonce=$(read_field nonce) || ! written_at=$(read_field written_at); then
  give_up CANARY_MISSING "vault-snapshot-canary/canary cannot be read: $(printable "$(cat "$answer")")"
fi
keep canary-nonce "$(printable "$nonce")"
keep canary-written-at "$(printable "$written_at")"
keep read-after-seconds "$(($(seconds) - began))"
if VAULT_TOKEN=$token VAULT_CLIENT_TIMEOUT=30s bounded "$cli" secrets list -format=json; then
  keep mounts "$(grep -c '^  "[^"]*/": {' "$answer")"
else
  warn "the list of mounts cannot be read: $(printable "$(cat "$answer")")"
fi
token=
end_step OK
keep result RESTORED
say "the snapshot was restored into $product $version; its canary of $written_at was read back"
stay
