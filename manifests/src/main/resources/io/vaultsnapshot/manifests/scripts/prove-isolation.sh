#!/bin/sh
# prove-isolation.sh - first step of the restore drill: the pod reaches nothing but the gate. Runs in the server's image.
#
# A restored server acts: it revokes leases that ended, at databases and clouds that live. So nothing is downloaded and
# nothing restored before this has shown that the pod's NetworkPolicy is enforced. On many clusters none is, and where one
# is, it holds some seconds after the pod has started. So this asks again until ISOLATION_SECONDS are over.
# None of these may answer:
#   - the server in production, VAULT_ADDR, directly and through the gate
#   - the API server, KUBERNETES_SERVICE_HOST
#   - the metadata of the node, 169.254.169.254
#   - the name servers of /etc/resolv.conf, at TCP port 53, and with a question for a name
#   - FORBIDDEN_HOST through the gate, which has to refuse it
# And the gate must answer. They are asked with the server's own CLI, which every image has. Only a text that is known to
# mean silence means silence. Everything else is an answer: a refused connection and a wrong certificate, too.
#
# Inputs (environment):
#   DRILL_FOLDER       folder on the shared volume for what the proof is made of (see drill-steps.sh); made here
#   CLUSTER            the cluster's name, for messages
#   VAULT_CLI          vault or bao
#   CLI_FOLDER         on a volume with room for a copy of the CLI (500 MB), not mounted noexec
#   VAULT_ADDR         URL of the server in production
#   FORBIDDEN_HOST     HOST:PORT that the gate must not let through
#   ISOLATION_SECONDS  how long it may take until nothing answers
#   KUBERNETES_SERVICE_HOST, KUBERNETES_SERVICE_PORT  the API server, set by Kubernetes
#   VAULT_SNAPSHOT_GATE_SERVICE_HOST, VAULT_SNAPSHOT_GATE_SERVICE_PORT  the gate, set by Kubernetes, or
#   HTTPS_PROXY        an existing proxy as the gate
#
# Results in DRILL_FOLDER: NOT_ISOLATED, GATE_DOWN, or none and the file started-at.
# Exit codes: 0 the result is in DRILL_FOLDER; 2 wrong settings, nothing tried; 129, 130, 143 stopped by HUP, INT, TERM.
set -eu
script=prove-isolation
# shellcheck source-path=SCRIPTDIR source=drill-steps.sh
. "${0%/*}/drill-steps.sh"

required DRILL_FOLDER "${DRILL_FOLDER:-}"
required CLUSTER "${CLUSTER:-}"
required VAULT_CLI "${VAULT_CLI:-}"
required CLI_FOLDER "${CLI_FOLDER:-}"
required VAULT_ADDR "${VAULT_ADDR:-}"
required FORBIDDEN_HOST "${FORBIDDEN_HOST:-}"
required ISOLATION_SECONDS "${ISOLATION_SECONDS:-}"
required KUBERNETES_SERVICE_HOST "${KUBERNETES_SERVICE_HOST:-}"
whole_number ISOLATION_SECONDS "${ISOLATION_SECONDS:-}"
if [ -n "${VAULT_CLI:-}" ] && ! command -v "$VAULT_CLI" >/dev/null; then
  problem "VAULT_CLI is '$VAULT_CLI', which this image does not have; set vault or bao to match the image"
fi
[ -z "${DRILL_FOLDER:-}" ] || writable DRILL_FOLDER "$DRILL_FOLDER"
[ "$problems" -gt 0 ] || start_cli
[ "$problems" -eq 0 ] || exit 2

# A pod that Kubernetes starts again finds the same volume.
rm -rf "${DRILL_FOLDER:?}"/* "$DRILL_FOLDER"/.[!.]*
keep started-at "$(timestamp)"
begin_step isolation
limit "$ISOLATION_SECONDS"

use_gate
[ "$problems" -eq 0 ] || fail GATE_DOWN "the Service of the gate is missing, or the pod was started before it"
gate=$HTTPS_PROXY

# All are asked over TLS, whatever they speak. The CLI gives up a handshake after 10 seconds and says so, and it gives up
# a connection that nobody accepts only after 30. So a server that takes the connection and says nothing is told apart
# from silence, which is what is left after 12 seconds.
patience=12

# ask NAME PROXY URL: leaves what the CLI says of one address in the file NAME
ask() {
  HTTPS_PROXY=$2 HTTP_PROXY='' VAULT_ADDR=$3 VAULT_CLIENT_TIMEOUT=${patience}s VAULT_MAX_RETRIES=0 \
    "$cli" status >"$DRILL_FOLDER/.ask-$1" 2>&1 || true
}

name_servers() {
  sed -n 's/^[[:space:]]*nameserver[[:space:]][[:space:]]*\([0-9a-fA-F.:]*\).*/\1/p' /etc/resolv.conf 2>/dev/null || true
}
in_url() {
  case $1 in
    *:*) printf '[%s]' "$1" ;;
    *) printf '%s' "$1" ;;
  esac
}

ask_all() {
  rm -f "$DRILL_FOLDER"/.ask-*
  ask server '' "https://${VAULT_ADDR#*://}" &
  children=$!
  ask api-server '' "https://$(in_url "$KUBERNETES_SERVICE_HOST"):${KUBERNETES_SERVICE_PORT:-443}" &
  children="$children $!"
  ask metadata '' https://169.254.169.254:80 &
  children="$children $!"
  ask names '' https://vault-snapshot.invalid &
  children="$children $!"
  number=0
  for each in $(name_servers); do
    number=$((number + 1))
    ask "name-server-$number" '' "https://$(in_url "$each"):53" &
    children="$children $!"
  done
  ask through-gate "$gate" "https://$FORBIDDEN_HOST" &
  children="$children $!"
  ask server-through-gate "$gate" "https://${VAULT_ADDR#*://}" &
  children="$children $!"
  for child in $children; do
    wait "$child" || true
  done
  child=
}

# is_silence TEXT: the kernel, the CLI or the resolver waited in vain, or there is no way to that address
is_silence() {
  case $1 in
    *'Code: '*) return 1 ;;
    *'i/o timeout'* | *'context deadline exceeded'* | *'Client.Timeout exceeded'* | *'no route to host'* | \
      *'network is unreachable'* | *'operation not permitted'*) return 0 ;;
    *) return 1 ;;
  esac
}
what() {
  case $1 in
    server) echo "the server in production ($VAULT_ADDR)" ;;
    api-server) echo "the API server ($KUBERNETES_SERVICE_HOST)" ;;
    metadata) echo "the node's metadata (169.254.169.254)" ;;
    names) echo "the name service" ;;
    name-server-*) echo "a name server of /etc/resolv.conf at port 53" ;;
    through-gate) echo "$FORBIDDEN_HOST through the gate" ;;
    *) echo "the server in production through the gate" ;;
  esac
}

# judge: sets answered to what answered, and silent to what the gate did instead of refusing
judge() {
  answered=
  silent=
  for file in "$DRILL_FOLDER"/.ask-*; do
    name=${file##*/.ask-}
    text=$(tail -n 1 "$file")
    case $name,$text in
      # The CLI's words when a proxy answers CONNECT with 403.
      *through-gate,*': Forbidden') ;;
      *through-gate,*proxyconnect*) silent=$text ;;
      *through-gate,*) if is_silence "$text"; then silent=$text; else add "$name" "$text"; fi ;;
      *) is_silence "$(cat "$file")" || add "$name" "$text" ;;
    esac
  done
}
add() {
  answered="$answered${answered:+; }$(what "$1") answered: $(printf '%s' "$2" | sed 's/.*: Get "[^"]*": //' | cut -c 1-120)"
}

while :; do
  ask_all
  judge
  if [ -z "$answered$silent" ]; then
    break
  fi
  if ! in_time; then
    rm -f "$DRILL_FOLDER"/.ask-*
    [ -z "$answered" ] || fail NOT_ISOLATED "after $ISOLATION_SECONDS s the pod of $CLUSTER's drill still reached: $answered"
    fail GATE_DOWN "the gate $gate did not answer within $ISOLATION_SECONDS s: $silent"
  fi
  say "not isolated yet: ${answered:-the gate is silent: $silent}"
  sleep 1 &
  await $!
done
rm -f "$DRILL_FOLDER"/.ask-*
end_step OK
say "nothing answered that must not, and the gate $gate refused $FORBIDDEN_HOST"
