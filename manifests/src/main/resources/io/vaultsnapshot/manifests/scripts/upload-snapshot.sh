#!/bin/sh
# upload-snapshot.sh - uploads the snapshot that take-snapshot.sh left, or tells the verifier why there is none. Runs in the
# AWS CLI image.
#
# What it does: copies SNAPSHOT_FILE to s3://SNAPSHOT_BUCKET/SNAPSHOT_PREFIX + vault_<yyyyMMdd_HHmmss>.snap, the time
# being the file's own (UTC), so that uploading the same snapshot again writes the same name. Retries are the AWS CLI's
# (AWS_RETRY_MODE, AWS_MAX_ATTEMPTS). It never lists, reads or deletes.
# When the run began and how many attempts it took, from SNAPSHOT_FILE.run, goes along as the object's metadata, as do nonce and
# time of the canary, if take-snapshot.sh left them in SNAPSHOT_FILE.canary.
# After a failure, its own or that of take-snapshot.sh, which is in SNAPSHOT_FILE.run and SNAPSHOT_FILE.error, and when it is
# stopped, it puts one small JSON document at RUNS_PREFIX + run_<yyyyMMdd_HHmmss>.json, the time being the start of the run
# (docs/documents.md, "Failed run of the backup job"). That takes 20 seconds at most, and when it fails, only the log says so.
# Of messages the document has one line of printable ASCII without tokens.
# Credentials are those that EKS injects for the pod's ServiceAccount. Without them it stops: the AWS CLI would go on
# to look for others, and find the node's role.
# The key of the bucket is named although it is the bucket's default: an organisation's policy may demand the headers.
#
# Inputs (environment):
#   SNAPSHOT_FILE    e.g. /share/vault.snap
#   SNAPSHOT_BUCKET  bucket name
#   SNAPSHOT_PREFIX  folder in the bucket, ending in a slash, e.g. snapshots/demo/
#   RUNS_PREFIX      another one, e.g. runs/demo/
#   SNAPSHOT_KMS_ALIAS  alias of the bucket's key, e.g. alias/my-bucket
#   HOME             a writable folder
#   AWS_REGION       region of the bucket
#   AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE                                    set by EKS for IAM roles for
#                    service accounts, or
#   AWS_CONTAINER_CREDENTIALS_FULL_URI, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE   set by EKS Pod Identity
#   HTTPS_PROXY, NO_PROXY, AWS_CA_BUNDLE                                         optional, read by the AWS CLI itself
#
# Exit codes: 0 uploaded; 1 the upload failed; 2 wrong settings, or no snapshot to upload; the code in SNAPSHOT_FILE.run if
# take-snapshot.sh failed; 129, 130, 143 stopped by HUP, INT, TERM.
set -eu

say() { printf 'upload-snapshot: %s\n' "$*"; }
warn() { say "$*" >&2; }

problems=0
problem() {
  warn "$*"
  problems=$((problems + 1))
}
required() { [ -n "$2" ] || problem "$1 is not set; the CronJob's container has to set it"; }
folder() {
  case $2 in
    /* | *[!/]) problem "$1 is '$2' and must end, not start, with a slash: $3" ;;
  esac
}

required SNAPSHOT_FILE "${SNAPSHOT_FILE:-}"
required SNAPSHOT_BUCKET "${SNAPSHOT_BUCKET:-}"
required SNAPSHOT_PREFIX "${SNAPSHOT_PREFIX:-}"
required RUNS_PREFIX "${RUNS_PREFIX:-}"
required SNAPSHOT_KMS_ALIAS "${SNAPSHOT_KMS_ALIAS:-}"
required HOME "${HOME:-}"
required AWS_REGION "${AWS_REGION:-}"
folder SNAPSHOT_PREFIX "${SNAPSHOT_PREFIX:-unset/}" snapshots/demo/
folder RUNS_PREFIX "${RUNS_PREFIX:-unset/}" runs/demo/
if [ -n "${AWS_ROLE_ARN:-}" ] && [ -n "${AWS_WEB_IDENTITY_TOKEN_FILE:-}" ]; then
  token_file=$AWS_WEB_IDENTITY_TOKEN_FILE
elif [ -n "${AWS_CONTAINER_CREDENTIALS_FULL_URI:-}" ] && [ -n "${AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE:-}" ]; then
  token_file=$AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE
else
  token_file=
  problem "EKS injected no credentials into this pod, and the node's role must not be used; check the ServiceAccount's" \
    "annotation eks.amazonaws.com/role-arn, and that the webhook pod-identity-webhook answers (a new pod may get them);" \
    "with EKS Pod Identity, that \`aws eks list-pod-identity-associations\` names the ServiceAccount"
fi
[ -z "$token_file" ] || [ -s "$token_file" ] || problem "the injected token $token_file is missing or empty"

# How take-snapshot.sh ended, and when it began. What does not have its form is not believed.
taken='' started_at='' step='' attempts=''
if [ -n "${SNAPSHOT_FILE:-}" ] && [ -s "$SNAPSHOT_FILE.run" ]; then
  { read -r taken && read -r started_at && read -r step && read -r attempts; } <"$SNAPSHOT_FILE.run" || true
fi
case $taken in
  '') taken=0 ;;
  *[!0-9]* | ????*) taken=1 ;;
esac
[ "$taken" -le 255 ] || taken=1
case $attempts in
  '' | *[!0-9]* | ????*) attempts=0 ;;
esac
case $step in
  settings | login | save | check) ;;
  *) step=save ;;
esac
if [ "$taken" -eq 0 ] && [ -n "${SNAPSHOT_FILE:-}" ] && ! [ -s "$SNAPSHOT_FILE" ]; then
  problem "$SNAPSHOT_FILE is missing or empty, so there is nothing to upload; look at the log of take-snapshot"
fi
[ "$problems" -eq 0 ] || exit 2
metadata=
case $started_at in
  [0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9]Z)
    metadata=run-started-at=$started_at,run-attempts=$attempts
    ;;
  *) started_at=$(date -u +%Y-%m-%dT%H:%M:%SZ) ;;
esac

# ---- what the verifier is told ------------------------------------------------------------------------------------

errors=$HOME/errors
longest_error=300

# last_line FILE: the last line there that says something: printable ASCII, without colours, bullets and what looks like a token
last_line() {
  [ -s "$1" ] || return 0
  if [ "$(stat -c %s "$1")" -gt 65536 ]; then
    printf 'more than 64 KiB of messages; the log of the pod has them'
    return 0
  fi
  LC_ALL=C tr -cd '\t\n\033 -~' <"$1" |
    LC_ALL=C sed -n -e "s/$(printf '\033')\[[0-9;?]*[A-Za-z]//g" -e 's/[[:cntrl:]]/ /g' \
      -e 's/^upload failed: [^ ]* to s3:[^ ]* //' -e 's/^check-snapshot: the snapshot: //' -e 's/^[ *]*//' \
      -e 's/hv[sbr]\.[A-Za-z0-9_-]\{8,\}/(token)/g' -e 's/\([^A-Za-z0-9]\)[sbr]\.[A-Za-z0-9]\{24,\}/\1(token)/g' \
      -e 's/eyJ[A-Za-z0-9_-]\{8,\}[A-Za-z0-9_.-]*/(token)/g' -e 's/A[SK]IA[A-Z0-9]\{12,\}/(key)/g' \
      -e '/[^ ]/h' -e '$!d' -e g -e p |
    cut -c "1-$longest_error"
}

# json VALUE: a JSON string of printable ASCII
json() { printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"; }

# tell EXIT_CODE STEP ERROR: puts the document. That it cannot be put changes nothing about how the run ended.
tell() {
  doing="telling the verifier"
  cluster=${RUNS_PREFIX%/}
  document=$HOME/run.json
  {
    printf '{"schema":"job-run/1.0","cluster":%s' "$(json "${cluster##*/}")"
    printf ',"startedAt":"%s","endedAt":"%s"' "$started_at" "$(date -u +%Y-%m-%dT%H:%M:%SZ)"
    printf ',"exitCode":%s,"attempts":%s' "$1" "$attempts"
    printf ',"step":"%s","error":%s}\n' "$2" "$(json "$3")"
  } >"$document" || {
    warn "cannot write $document, so the verifier is not told how this run ended"
    return 0
  }
  limit=
  if command -v timeout >/dev/null; then limit='timeout 20'; fi
  told_at=s3://$SNAPSHOT_BUCKET/${RUNS_PREFIX}run_$(printf '%s' "$started_at" | sed 's/[-:Z]//g; s/T/_/').json
  # shellcheck disable=SC2086 # It is two words, or none.
  AWS_MAX_ATTEMPTS=2 $limit aws s3 cp "$document" "$told_at" --no-progress --region "$AWS_REGION" \
    --sse aws:kms --sse-kms-key-id "$SNAPSHOT_KMS_ALIAS" --content-type application/json \
    --cli-connect-timeout 5 --cli-read-timeout 10 &
  child=$!
  wait "$child" ||
    warn "$told_at could not be put, so the verifier is not told how this run ended; the stack may be older than this script"
  child=
}

# The shell handles a signal only between commands or inside wait, so the copy runs as a child that it waits for.
child=
doing="reading the settings"
stopped() {
  trap '' HUP INT TERM
  if [ -n "$child" ]; then
    kill "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  warn "stopped by $1 while $doing; the next run uploads a new snapshot"
  case $doing in
    uploading*) tell "$2" upload "stopped by $1 while uploading" ;;
  esac
  exit "$2"
}

trap 'stopped HUP 129' HUP
trap 'stopped INT 130' INT
trap 'stopped TERM 143' TERM

# A locked bucket refuses an upload without a checksum, and a setting of the AWS CLI can leave it out.
AWS_REQUEST_CHECKSUM_CALCULATION=when_supported
export AWS_REQUEST_CHECKSUM_CALCULATION

# ---- a run without a snapshot -------------------------------------------------------------------------------------

if [ "$taken" -ne 0 ]; then
  error=$(last_line "$SNAPSHOT_FILE.error")
  warn "there is no snapshot to upload: take-snapshot failed at the step $step${error:+: $error}; its log has more"
  tell "$taken" "$step" "$error"
  exit "$taken"
fi

# ---- the upload ---------------------------------------------------------------------------------------------------

# Not wc: that of busybox reads the whole file for its size.
bytes=$(stat -c %s "$SNAPSHOT_FILE")
uri=s3://$SNAPSHOT_BUCKET/${SNAPSHOT_PREFIX}vault_$(date -u -r "$SNAPSHOT_FILE" +%Y%m%d_%H%M%S).snap

if [ -s "$SNAPSHOT_FILE.canary" ]; then
  { read -r nonce && read -r written_at; } <"$SNAPSHOT_FILE.canary"
  metadata=${metadata:+$metadata,}canary-nonce=$nonce,canary-written-at=$written_at
fi

doing="uploading $uri"
aws s3 cp "$SNAPSHOT_FILE" "$uri" --no-progress --region "$AWS_REGION" \
  --sse aws:kms --sse-kms-key-id "$SNAPSHOT_KMS_ALIAS" ${metadata:+--metadata "$metadata"} 2>"$errors" &
child=$!
uploaded=yes
wait "$child" || uploaded=
child=
[ ! -s "$errors" ] || cat "$errors" >&2
if [ -z "$uploaded" ]; then
  warn "uploading $SNAPSHOT_FILE to $uri failed;" \
    "check the pod's IAM role, the bucket's name and region, and the network policy"
  tell 1 upload "$(last_line "$errors")"
  exit 1
fi
say "uploaded $uri ($bytes bytes)"
