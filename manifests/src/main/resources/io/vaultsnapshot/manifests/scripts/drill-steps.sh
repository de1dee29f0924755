# shellcheck shell=sh disable=SC2154 # The script that reads this sets `script`.
# drill-steps.sh - what the four scripts of the restore drill share. They read it with `.`, from their own folder.
#
# A step that fails leaves its result in DRILL_FOLDER and the script ends with 0: then the pod goes on, the later steps
# see the result and do nothing, and write-proof.sh still writes a proof. Files there hold one value each:
#   started-at, result, message, snapshot-key, snapshot-version-id, snapshot-sha256, snapshot-bytes, server-product,
#   server-version, canary-nonce, canary-written-at, mounts, unsealed-after-seconds, read-after-seconds,
#   steps (a line for each step: NAME STARTED_AT SECONDS RESULT)
# No file holds a key or a token.

say() { printf '%s: %s\n' "$script" "$*"; }
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
writable() {
  if ! { mkdir -p "$2" && [ -w "$2" ]; } 2>/dev/null; then
    problem "cannot write in $2 for $1; check the volume and its fsGroup (uid here: $(id -u))"
  fi
}

# ---- what is left for the proof -----------------------------------------------------------------------------------

seconds() { date +%s; }
timestamp() { date -u +%Y-%m-%dT%H:%M:%SZ; }

# keep NAME VALUE: one file, never half of it
keep() {
  printf '%s\n' "$2" >"$DRILL_FOLDER/.$1"
  mv "$DRILL_FOLDER/.$1" "$DRILL_FOLDER/$1"
}
kept() { cat "$DRILL_FOLDER/$1" 2>/dev/null || true; }

# printable TEXT: one line of printable ASCII of at most 600 characters
printable() { printf '%s' "$1" | tr '\n\r\t' '   ' | tr -cd ' -~' | tr -s ' ' | cut -c 1-600; }

# Does nothing more when an earlier step has failed.
begin_step() {
  step=$1
  step_started_at=$(timestamp)
  step_began=$(seconds)
  if [ -e "$DRILL_FOLDER/result" ]; then
    say "an earlier step ended with $(kept result), so there is nothing to do"
    exit 0
  fi
}
end_step() {
  printf '%s %s %s %s\n' "$step" "$step_started_at" "$(($(seconds) - step_began))" "$1" >>"$DRILL_FOLDER/steps"
}
next_step() {
  end_step OK
  begin_step "$1"
}

# fail RESULT MESSAGE...: how the drill ends
fail() {
  word=$1
  shift
  warn "$word: $*"
  end_step "$word"
  keep message "$(printable "$*")"
  keep result "$word"
  exit 0
}

# ---- time ---------------------------------------------------------------------------------------------------------

# limit SECONDS: the steps from here on may take that long together
limit() { deadline=$(($(seconds) + $1)); }
in_time() { [ "$(seconds)" -lt "$deadline" ]; }
# left: at least 1, since `timeout 0` means no limit
left() {
  rest=$((deadline - $(seconds)))
  if [ "$rest" -gt 0 ]; then echo "$rest"; else echo 1; fi
}
timed_out() { fail TIMED_OUT "the step $step took longer than it may; $*"; }

# The shell handles a signal only between commands or inside wait, so long work runs as a child that it waits for.
child=
await() {
  child=$1
  ended=0
  wait "$child" || ended=$?
  child=
  return "$ended"
}
# nap: a moment between two questions. A sleep that knows whole seconds only refuses the first one.
nap() {
  { sleep 0.3 2>/dev/null || sleep 1; } &
  await $!
}
stop_child() {
  [ -n "$child" ] || return 0
  kill "$child" 2>/dev/null || true
  wait "$child" 2>/dev/null || true
  child=
}
stopped() {
  warn "stopped by $1 in the step ${step:-settings}; no proof is written"
  exit "$2"
}
trap 'stopped HUP 129' HUP
trap 'stopped INT 130' INT
trap 'stopped TERM 143' TERM

# ---- network ------------------------------------------------------------------------------------------------------

# The gate is a Service of the pod's namespace, so Kubernetes tells its address without DNS.
use_gate() {
  if [ -z "${HTTPS_PROXY:-}" ] && [ -n "${VAULT_SNAPSHOT_GATE_SERVICE_HOST:-}" ]; then
    HTTPS_PROXY=http://$VAULT_SNAPSHOT_GATE_SERVICE_HOST:${VAULT_SNAPSHOT_GATE_SERVICE_PORT:-}
  fi
  [ -n "${HTTPS_PROXY:-}" ] ||
    problem "neither HTTPS_PROXY nor VAULT_SNAPSHOT_GATE_SERVICE_HOST is set; check that the Service of the gate exists," \
      "and that the pod does not set enableServiceLinks to false"
  NO_PROXY=127.0.0.1,localhost
  export HTTPS_PROXY NO_PROXY
}

# ---- the server's program -----------------------------------------------------------------------------------------

# start_cli: sets cli to what starts: the image's program, or a copy without its file capabilities (see take-snapshot.sh)
start_cli() {
  cli=$VAULT_CLI
  ! trial=$("$cli" version 2>&1) || return 0
  say "the image's $VAULT_CLI does not start: $trial. Trying a copy without file capabilities in $CLI_FOLDER."
  cli=$CLI_FOLDER/$VAULT_CLI
  if ! copied=$(cp "$(command -v "$VAULT_CLI")" "$cli" 2>&1); then
    problem "cannot copy $VAULT_CLI to $CLI_FOLDER: $copied; check that volume's size, or set an older drillImage"
  elif ! trial=$("$cli" version 2>&1); then
    problem "the copy $cli does not start either: $trial; check that the image is made for this node's architecture," \
      "and that $CLI_FOLDER is not mounted noexec, or set another drillImage"
  fi
}

# The variables of an interactive session would override what the scripts set: bao prefers BAO_*.
unset VAULT_TOKEN BAO_TOKEN BAO_ADDR VAULT_NAMESPACE BAO_NAMESPACE VAULT_CACERT BAO_CACERT
