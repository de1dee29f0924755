#!/bin/sh
# Defaults for cluster demo, from the settings. A variable that is set in the environment takes precedence.
VAULT_AUTH_MOUNT=${VAULT_AUTH_MOUNT:-'kube-demo'} && export VAULT_AUTH_MOUNT
VAULT_POLICY=${VAULT_POLICY:-'vault-snapshot'} && export VAULT_POLICY
VAULT_ROLE=${VAULT_ROLE:-'vault-snapshot'} && export VAULT_ROLE
SERVICE_ACCOUNT_NAME=${SERVICE_ACCOUNT_NAME:-'vault-snapshot'} && export SERVICE_ACCOUNT_NAME
SERVICE_ACCOUNT_NAMESPACE=${SERVICE_ACCOUNT_NAMESPACE:-'vault-snapshot'} && export SERVICE_ACCOUNT_NAMESPACE
VAULT_AUDIENCE=${VAULT_AUDIENCE:-'vault'} && export VAULT_AUDIENCE
VAULT_TOKEN_TTL=${VAULT_TOKEN_TTL:-'3600'} && export VAULT_TOKEN_TTL
KUBERNETES_HOST=${KUBERNETES_HOST:-'https://kubernetes.default.svc'} && export KUBERNETES_HOST
TOKEN_REVIEWER=${TOKEN_REVIEWER:-'in-cluster'} && export TOKEN_REVIEWER
REVIEWER_NAMESPACE=${REVIEWER_NAMESPACE:-'vault-client'} && export REVIEWER_NAMESPACE
REVIEWER_SECRET=${REVIEWER_SECRET:-'vault-auth-token'} && export REVIEWER_SECRET
CLUSTER=${CLUSTER:-'demo'} && export CLUSTER

# configure-vault.sh [--dry-run] [--rotate-reviewer] [--help] - lets one Kubernetes ServiceAccount take snapshots.
#
# What it does on a Vault or OpenBao server, each step only where something differs, so a second run writes nothing:
#   1. auth mount    type kubernetes at auth/$VAULT_AUTH_MOUNT
#   2. its config    the API server, and whose token asks it about other tokens (TOKEN_REVIEWER)
#   3. policy        VAULT_POLICY: read the snapshot, revoke the own token, nothing else
#   4. role          VAULT_ROLE: bound to one ServiceAccount, one namespace, one audience
# and when the cluster has restore drills (CANARY_PATH is set):
#   5. canary        a key-value store of version 1, and a policy that may write the one path CANARY_PATH, which the role
#                    of step 4 then has too. Other clusters may use the policy of step 3, so that one stays as it is.
#   6. login         AppRole DRILL_ROLE with the policy DRILL_POLICY: read the canary and the list of mounts
# A drill logs in to the restored server, where nothing can review a ServiceAccount's token. So that role has no secret
# that would have to be kept somewhere: it can be used from the server's own loopback interface only.
# The role's tokens come without the `default` policy, which would grant renewal, a cubbyhole and more; the policy's
# second path is what revoking one's own token needs then. They are service tokens: batch tokens cannot be revoked.
# The reviewer's token can be written but not read back: it is sent when none is set, when the rest of the config
# changes, or with --rotate-reviewer. No secret is passed in an argument or printed.
#
# Inputs (environment):
#   VAULT_ADDR, VAULT_TOKEN    server and operator token (or the CLI's own token helper); read by the CLI itself
#   VAULT_CLI                  vault or bao; default: whichever is on PATH
#   VAULT_AUTH_MOUNT           e.g. kube-demo
#   VAULT_POLICY, VAULT_ROLE   e.g. vault-snapshot
#   SERVICE_ACCOUNT_NAME, SERVICE_ACCOUNT_NAMESPACE  who may log in
#   VAULT_AUDIENCE             audience its token must carry, e.g. vault
#   VAULT_TOKEN_TTL            seconds, e.g. 3600; also the most a renewal can reach
#   KUBERNETES_HOST            API server as the Vault server reaches it, e.g. https://kubernetes.default.svc
#   TOKEN_REVIEWER             in-cluster: the Vault pod's own token and CA; secret: those of a declared token Secret
#   REVIEWER_NAMESPACE, REVIEWER_SECRET  that Secret, read with kubectl (only for secret)
#   CLUSTER                    the label of that Secret, so that another cluster's is not taken
#   CANARY_PATH                e.g. vault-snapshot-canary/canary; empty without restore drills, and nothing is removed
#   DRILL_AUTH_MOUNT, DRILL_ROLE, DRILL_POLICY  with CANARY_PATH, e.g. vault-snapshot-drill
#   KUBERNETES_CA_FILE, REVIEWER_JWT_FILE  optional, only for secret: files to use instead of asking kubectl
#
# Exit codes: 0 configured (or nothing to do); 1 the server or kubectl refused; 2 wrong call or settings.
set -euf

say() { printf 'configure-vault: %s\n' "$*"; }
warn() { say "$*" >&2; }
fail() { warn "$*" && exit 1; }

usage() {
  cat <<'EOF'
usage: configure-vault.sh [--dry-run] [--rotate-reviewer] [--help]
  Lets one Kubernetes ServiceAccount take snapshots of a Vault or OpenBao server. A second run changes nothing.
  --dry-run          print what would change, change nothing
  --rotate-reviewer  write the reviewer's token again although one is set (TOKEN_REVIEWER=secret)
Settings come from the environment; the head of this file lists them.
EOF
}

dry_run=
rotate_reviewer=
for argument in "$@"; do
  case $argument in
    --dry-run) dry_run=yes ;;
    --rotate-reviewer) rotate_reviewer=yes ;;
    --help | -h)
      usage
      exit 0
      ;;
    *)
      warn "unknown argument '$argument'"
      usage >&2
      exit 2
      ;;
  esac
done

# ---- settings: all problems at once -------------------------------------------------------------------------------

problems=0
problem() { warn "$*" && problems=$((problems + 1)); }
required() { [ -n "$2" ] || problem "$1 is not set; the head of this script says what it is"; }

# These become part of a path or of a list the server prints back.
plain() {
  case $2 in
    *[!A-Za-z0-9._-]*) problem "$1 is '$2' and may hold only letters, digits, dots, dashes and underscores" ;;
    [!A-Za-z0-9]*) problem "$1 is '$2' and has to start with a letter or digit" ;;
  esac
}
readable() { [ -z "$2" ] || [ -s "$2" ] || problem "$1: $2 is missing or empty"; }

cli=${VAULT_CLI:-}
if [ -z "$cli" ]; then
  for candidate in vault bao; do
    if command -v "$candidate" >/dev/null; then
      cli=$candidate
      break
    fi
  done
fi
if [ -z "$cli" ]; then
  problem "neither vault nor bao is on PATH; install one, or name it in VAULT_CLI"
elif ! command -v "$cli" >/dev/null; then
  problem "VAULT_CLI is '$cli', which does not exist here"
fi

required CLUSTER "${CLUSTER:-}"
required VAULT_ADDR "${VAULT_ADDR:-}"
required VAULT_AUTH_MOUNT "${VAULT_AUTH_MOUNT:-}"
required VAULT_POLICY "${VAULT_POLICY:-}"
required VAULT_ROLE "${VAULT_ROLE:-}"
required SERVICE_ACCOUNT_NAME "${SERVICE_ACCOUNT_NAME:-}"
required SERVICE_ACCOUNT_NAMESPACE "${SERVICE_ACCOUNT_NAMESPACE:-}"
required VAULT_AUDIENCE "${VAULT_AUDIENCE:-}"
required VAULT_TOKEN_TTL "${VAULT_TOKEN_TTL:-}"
required KUBERNETES_HOST "${KUBERNETES_HOST:-}"
required TOKEN_REVIEWER "${TOKEN_REVIEWER:-}"
plain VAULT_AUTH_MOUNT "${VAULT_AUTH_MOUNT:-}"
plain VAULT_POLICY "${VAULT_POLICY:-}"
plain VAULT_ROLE "${VAULT_ROLE:-}"
plain SERVICE_ACCOUNT_NAME "${SERVICE_ACCOUNT_NAME:-}"
plain SERVICE_ACCOUNT_NAMESPACE "${SERVICE_ACCOUNT_NAMESPACE:-}"
if [ -n "${CANARY_PATH:-}" ]; then
  required DRILL_AUTH_MOUNT "${DRILL_AUTH_MOUNT:-}"
  required DRILL_ROLE "${DRILL_ROLE:-}"
  required DRILL_POLICY "${DRILL_POLICY:-}"
  plain DRILL_AUTH_MOUNT "${DRILL_AUTH_MOUNT:-}"
  plain DRILL_ROLE "${DRILL_ROLE:-}"
  plain DRILL_POLICY "${DRILL_POLICY:-}"
  canary_mount=${CANARY_PATH%%/*}
  plain CANARY_PATH "$canary_mount"
  plain CANARY_PATH "${CANARY_PATH#*/}"
fi
case ${VAULT_POLICY:-} in
  root | default) problem "VAULT_POLICY is '$VAULT_POLICY', a policy that every server needs itself; use another name" ;;
  *[A-Z]*) problem "VAULT_POLICY is '$VAULT_POLICY'; servers keep policy names in lower case, so write it that way" ;;
esac
case ${VAULT_TOKEN_TTL:-1} in
  0* | *[!0-9]*) problem "VAULT_TOKEN_TTL is '$VAULT_TOKEN_TTL', not a whole number of seconds above 0" ;;
esac
case ${KUBERNETES_HOST:-https://} in
  http://* | https://*) ;;
  *) problem "KUBERNETES_HOST is '$KUBERNETES_HOST' and must start with http:// or https://" ;;
esac
case ${TOKEN_REVIEWER:-in-cluster} in
  in-cluster)
    [ -z "${KUBERNETES_CA_FILE:-}${REVIEWER_JWT_FILE:-}" ] ||
      problem "KUBERNETES_CA_FILE and REVIEWER_JWT_FILE are for TOKEN_REVIEWER=secret only; unset them"
    [ -z "$rotate_reviewer" ] || problem "--rotate-reviewer is for TOKEN_REVIEWER=secret only"
    ;;
  secret)
    readable KUBERNETES_CA_FILE "${KUBERNETES_CA_FILE:-}"
    readable REVIEWER_JWT_FILE "${REVIEWER_JWT_FILE:-}"
    if [ -z "${KUBERNETES_CA_FILE:-}" ] || [ -z "${REVIEWER_JWT_FILE:-}" ]; then
      required REVIEWER_NAMESPACE "${REVIEWER_NAMESPACE:-}"
      required REVIEWER_SECRET "${REVIEWER_SECRET:-}"
      command -v kubectl >/dev/null ||
        problem "kubectl is not on PATH; install it, or give KUBERNETES_CA_FILE and REVIEWER_JWT_FILE"
    fi
    ;;
  *) problem "TOKEN_REVIEWER is '$TOKEN_REVIEWER' and must be in-cluster or secret" ;;
esac
[ "$problems" -eq 0 ] || exit 2

# bao prefers BAO_ADDR, but VAULT_ADDR is this script's setting.
unset BAO_ADDR
export VAULT_ADDR

umask 077
work=$(mktemp -d) || fail "cannot create a temporary folder; set TMPDIR to a writable one"
trap 'rm -rf "$work"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# ---- talking to the server ----------------------------------------------------------------------------------------

# not_a_pod: the server has no account of Kubernetes, so the mount that was just made for it goes again
not_a_pod() {
  [ -n "$mounted" ] || "$cli" auth disable "$VAULT_AUTH_MOUNT" >/dev/null 2>&1 || warn "auth/$VAULT_AUTH_MOUNT is left over"
  fail "the server at $VAULT_ADDR runs outside Kubernetes: set tokenReviewer to secret in the settings, write and apply" \
    "the manifests again, and run their configure-vault.sh (here: TOKEN_REVIEWER=secret)"
}

# refused ACTION: one line about the CLI's last error, then the end
refused() {
  reason=
  while read -r line; do
    # The CLI prints the server's reason behind a star, sometimes behind the line "1 error occurred:".
    case $line in
      '* 1 error occurred:' | '') ;;
      '* '*) reason=${line#'* '} ;;
      *) reason=${reason:-$line} ;;
    esac
  done <"$work/err"
  case $reason in
    */var/run/secrets/kubernetes.io/*) not_a_pod ;;
    *'permission denied'*) fail "cannot $1: permission denied on $VAULT_ADDR; use a token that may (VAULT_TOKEN)" ;;
    *) fail "cannot $1 on $VAULT_ADDR: ${reason:-the CLI gave no reason}" ;;
  esac
}

# write_to WHAT ARGUMENT…: a CLI command that changes the server; skipped by --dry-run
write_to() {
  what=$1
  shift
  [ -z "$dry_run" ] || return 0
  "$cli" "$@" >/dev/null 2>"$work/err" || refused "write $what"
}

# exists PATH: whether something was written there
exists() {
  if "$cli" read "$1" >/dev/null 2>"$work/err"; then
    return 0
  fi
  while read -r line; do
    case $line in
      'No value found at '*) return 1 ;;
    esac
  done <"$work/err"
  refused "read $1"
}

# field PATH FIELD: sets $value; empty when the server (an older one, perhaps) does not have the field
field() {
  if value=$("$cli" read "-field=$2" "$1" 2>"$work/err"); then
    return 0
  fi
  value=
  while read -r line; do
    case $line in
      'Field "'*' not present in secret'*) return 0 ;;
    esac
  done <"$work/err"
  refused "read $1"
}

# compare PATH FIELD WANTED: notes a difference in $differences
compare() {
  field "$1" "$2"
  [ "$value" = "$3" ] || differ "$2: ${value:-(empty)} -> ${3:-(empty)}"
}
differ() { differences=${differences:+$differences, }$1; }

changed=0
unchanged=0
# done_or_would DID WOULD WHAT
done_or_would() {
  changed=$((changed + 1))
  if [ -n "$dry_run" ]; then say "would $2 $3"; else say "$1 $3"; fi
}
created() { done_or_would created create "$1"; }
updated() { done_or_would updated update "$1 ($2)"; }
same() { unchanged=$((unchanged + 1)) && say "unchanged $1"; }

state=0
"$cli" status >/dev/null 2>"$work/err" || state=$?
case $state in
  0) ;;
  2) fail "$VAULT_ADDR is sealed or not initialized; unseal it and run this again" ;;
  *) refused "reach the server" ;;
esac

# ensure_mount KIND MOUNT TYPE [OPTION]: KIND is auth or secrets; sets $mounted to the type that was there
ensure_mount() {
  "$cli" "$1" list >"$work/mounts" 2>"$work/err" || refused "list $1 mounts"
  mounted=
  while read -r mount_path mount_type rest; do
    [ "$mount_path" != "$2/" ] || mounted=$mount_type
  done <"$work/mounts"
  at=$2
  [ "$1" = secrets ] || at=auth/$2
  case $mounted in
    "$3") same "$1 mount $at" ;;
    '')
      [ "$3" != kubernetes ] || [ "$TOKEN_REVIEWER" = secret ] ||
        say "note: the server must run in a pod of this cluster; elsewhere set tokenReviewer to secret"
      write_to "$1 mount $at" "$1" enable "-path=$2" ${4:+"$4"} "$3"
      created "$1 mount $at (type $3)"
      ;;
    *) fail "$at is already a mount of type $mounted, not $3; choose another $5" ;;
  esac
}

# ensure_policy NAME TEXT
ensure_policy() {
  if value=$("$cli" policy read "$1" 2>"$work/err"); then
    if [ "$value" = "$2" ]; then
      same "policy $1"
    else
      # One line per change, so the old text's line ends become spaces.
      old=$(printf '%s' "$value" | tr '\n' ' ')
      new=$(printf '%s' "$2" | tr '\n' ' ')
      write_policy "$1" "$2"
      updated "policy $1" "rules: ${old:-(empty)} -> $new"
    fi
    return 0
  fi
  while read -r line; do
    case $line in
      'No policy named: '*) value=none ;;
    esac
  done <"$work/err"
  [ "$value" = none ] || refused "read policy $1"
  write_policy "$1" "$2"
  created "policy $1"
}
write_policy() { printf '%s\n' "$2" | write_to "policy $1" policy write "$1" -; }

# ensure_role PATH SETTINGS NOTE [ROLE_ID]: one setting in each line
ensure_role() {
  written=$2${4:+" role_id=$4"}
  if [ -z "$mounted" ] || ! exists "$1"; then
    # shellcheck disable=SC2086 # Each setting is one word without white space, and -f keeps the shell from expanding a star.
    write_to "$1" write "$1" $written
    created "$1 ($3)"
    return 0
  fi
  differences=
  for setting in $2; do
    wanted=${setting#*=}
    case $setting in
      # The server prints these back as lists.
      bound_service_account_names=* | bound_service_account_namespaces=* | token_policies=* | \
        secret_id_bound_cidrs=* | token_bound_cidrs=*)
        wanted="[$(printf '%s' "$wanted" | tr , ' ')]"
        ;;
    esac
    compare "$1" "${setting%%=*}" "$wanted"
  done
  [ -z "${4:-}" ] || compare "$1/role-id" role_id "$4"
  if [ -n "$differences" ]; then
    # shellcheck disable=SC2086 # As above.
    write_to "$1" write "$1" $written
    updated "$1" "$differences"
  else
    same "$1"
  fi
}

# A Secret of another cluster lets that cluster's jobs in, and not this one's.
if [ "$TOKEN_REVIEWER" = secret ] && [ -z "${REVIEWER_JWT_FILE:-}" ]; then
  label=$(kubectl --namespace "$REVIEWER_NAMESPACE" get secret "$REVIEWER_SECRET" \
    --output 'go-template={{index .metadata.labels "app.kubernetes.io/instance"}}' 2>/dev/null) || label=
  [ "${label:-$CLUSTER}" = "$CLUSTER" ] ||
    fail "kubectl's context $(kubectl config current-context) is of cluster $label, and these settings are of $CLUSTER;" \
      "choose the other one: kubectl config use-context CONTEXT"
fi

# ---- 1. auth mount ------------------------------------------------------------------------------------------------

ensure_mount auth "$VAULT_AUTH_MOUNT" kubernetes '' VAULT_AUTH_MOUNT

# ---- 2. config ----------------------------------------------------------------------------------------------------

# from_secret KEY FILE: copies one entry of the reviewer's Secret
from_secret() {
  kubectl --namespace "$REVIEWER_NAMESPACE" get secret "$REVIEWER_SECRET" \
    --output "go-template={{with index .data \"$1\"}}{{base64decode .}}{{end}}" >"$2" 2>"$work/err" || {
    read -r reason <"$work/err" || true
    fail "cannot read Secret $REVIEWER_NAMESPACE/$REVIEWER_SECRET: ${reason:-kubectl gave no reason}"
  }
  [ -s "$2" ] || fail "Secret $REVIEWER_NAMESPACE/$REVIEWER_SECRET has no $1 (yet): is its type" \
    "kubernetes.io/service-account-token, and does its ServiceAccount exist?"
}

ca=
case $TOKEN_REVIEWER in
  in-cluster)
    disable_local=false
    want_reviewer=false
    ;;
  secret)
    disable_local=true
    want_reviewer=true
    if [ -n "${KUBERNETES_CA_FILE:-}" ]; then
      cat "$KUBERNETES_CA_FILE" >"$work/ca.crt"
    else
      say "reading Secret $REVIEWER_NAMESPACE/$REVIEWER_SECRET from kubectl's context $(kubectl config current-context)"
      from_secret ca.crt "$work/ca.crt"
    fi
    ca=$(cat "$work/ca.crt")
    # The server takes any text here and only fails at the first login.
    case $ca in
      *'-----BEGIN CERTIFICATE-----'*'-----END CERTIFICATE-----'*) ;;
      *) fail "${KUBERNETES_CA_FILE:-ca.crt of Secret ${REVIEWER_SECRET:-}} holds no PEM certificate" ;;
    esac
    ;;
esac

write_config() {
  set -- "kubernetes_host=$KUBERNETES_HOST" "disable_local_ca_jwt=$disable_local"
  if [ "$TOKEN_REVIEWER" = secret ]; then
    if [ -n "${REVIEWER_JWT_FILE:-}" ]; then
      cat "$REVIEWER_JWT_FILE" >"$work/reviewer"
    else
      from_secret token "$work/reviewer"
    fi
    # A line end after the token would break the header that it is sent in.
    tr -d '\r\n' <"$work/reviewer" >"$work/reviewer.jwt"
    set -- "$@" "kubernetes_ca_cert=@$work/ca.crt" "token_reviewer_jwt=@$work/reviewer.jwt"
  fi
  write_to "$config" write "$config" "$@"
}

config=auth/$VAULT_AUTH_MOUNT/config
if [ -z "$mounted" ] || ! exists "$config"; then
  write_config
  created "$config (kubernetes_host: $KUBERNETES_HOST, reviewer: $TOKEN_REVIEWER)"
else
  differences=
  compare "$config" kubernetes_host "$KUBERNETES_HOST"
  compare "$config" disable_local_ca_jwt "$disable_local"
  field "$config" kubernetes_ca_cert
  [ "$value" = "$ca" ] || differ "kubernetes_ca_cert: replaced"
  field "$config" token_reviewer_jwt_set
  if [ -z "$value" ]; then
    say "note: this server does not say whether a reviewer token is set; --rotate-reviewer writes it again"
  elif [ "$value" != "$want_reviewer" ]; then
    differ "token_reviewer_jwt_set: $value -> $want_reviewer"
  fi
  [ -z "$rotate_reviewer" ] || differ "token_reviewer_jwt: written again"
  if [ -n "$differences" ]; then
    write_config
    updated "$config" "$differences"
  else
    same "$config"
  fi
fi

# ---- 3. policy ----------------------------------------------------------------------------------------------------

policy_text='path "sys/storage/raft/snapshot" { capabilities = ["read"] }
path "auth/token/revoke-self" { capabilities = ["update"] }'
ensure_policy "$VAULT_POLICY" "$policy_text"
role_policies=$VAULT_POLICY
if [ -n "${CANARY_PATH:-}" ]; then
  ensure_policy "$DRILL_POLICY-canary" "path \"$CANARY_PATH\" { capabilities = [\"create\", \"update\"] }"
  # The server keeps them sorted.
  role_policies=$(printf '%s\n' "$VAULT_POLICY" "$DRILL_POLICY-canary" | LC_ALL=C sort | tr '\n' ,)
  role_policies=${role_policies%,}
fi

# ---- 4. role ------------------------------------------------------------------------------------------------------

# A write merges into the role that is there, so what must be off is written and compared too.
ensure_role "auth/$VAULT_AUTH_MOUNT/role/$VAULT_ROLE" "bound_service_account_names=$SERVICE_ACCOUNT_NAME
bound_service_account_namespaces=$SERVICE_ACCOUNT_NAMESPACE
bound_service_account_namespace_selector=
audience=$VAULT_AUDIENCE
token_policies=$role_policies
token_no_default_policy=true
token_type=service
token_ttl=$VAULT_TOKEN_TTL
token_max_ttl=$VAULT_TOKEN_TTL
token_explicit_max_ttl=0
token_period=0
token_num_uses=0" "for $SERVICE_ACCOUNT_NAMESPACE/$SERVICE_ACCOUNT_NAME, audience $VAULT_AUDIENCE"

# ---- 5. canary, 6. login of the restore drill -----------------------------------------------------------------------

if [ -n "${CANARY_PATH:-}" ]; then
  ensure_mount secrets "$canary_mount" kv -version=1 CANARY_PATH
  if [ -n "$mounted" ]; then
    field "sys/mounts/$canary_mount" options
    case $value in
      *version:2*) fail "$canary_mount is a key-value store of version 2, not 1; choose another CANARY_PATH" ;;
    esac
  fi
  ensure_policy "$DRILL_POLICY" "path \"$CANARY_PATH\" { capabilities = [\"read\"] }
path \"sys/mounts\" { capabilities = [\"read\"] }"
  ensure_mount auth "$DRILL_AUTH_MOUNT" approle '' DRILL_AUTH_MOUNT
  # The first range binds the login, the second the use of its token. Only the second is printed back without its mask.
  ensure_role "auth/$DRILL_AUTH_MOUNT/role/$DRILL_ROLE" "bind_secret_id=false
secret_id_bound_cidrs=127.0.0.1/32
token_bound_cidrs=127.0.0.1
token_policies=$DRILL_POLICY
token_no_default_policy=true
token_type=batch
token_ttl=600
token_max_ttl=600
token_explicit_max_ttl=0
token_period=0
token_num_uses=0" "from 127.0.0.1 only, without a secret id" "$DRILL_ROLE"
fi

say "$changed ${dry_run:+would be }changed, $unchanged unchanged"
