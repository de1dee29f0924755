#!/bin/sh
# write-proof.sh - last step of the restore drill: writes the proof into the bucket. Runs in the AWS CLI image.
#
# What it does: makes one JSON document of what the other steps left in DRILL_FOLDER, and puts it at
# DRILLS_PREFIX + drill_<yyyyMMdd_HHmmss>.json, the time being the start of the drill (UTC). What does not have the form
# that the verifier demands is left out, so the proof can always be read. The verifier compares it with its records.
# It writes a proof of a failure as of a success. A drill that was killed writes none, and the verifier notices that.
#
# Inputs (environment):
#   DRILL_FOLDER        folder on the shared volume with what the proof is made of (see drill-steps.sh)
#   CLUSTER             the cluster's name
#   SNAPSHOT_BUCKET     bucket name
#   DRILLS_PREFIX       what the keys of the cluster's proofs start with, ending in a slash, e.g. drills/demo/
#   SNAPSHOT_KMS_ALIAS  alias of the bucket's key
#   AWS_REGION          region of the bucket
#   VAULT_SNAPSHOT_GATE_SERVICE_HOST, VAULT_SNAPSHOT_GATE_SERVICE_PORT  the way to S3 and STS, set by Kubernetes, or
#   HTTPS_PROXY         an existing proxy
#   AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE  set by EKS
#
# Exit codes: 0 the drill was good and its proof is written; 1 the drill failed, or the proof could not be written;
# 2 wrong settings, nothing written; 129, 130, 143 stopped by HUP, INT, TERM.
set -eu
script=write-proof
# shellcheck source-path=SCRIPTDIR source=drill-steps.sh
. "${0%/*}/drill-steps.sh"

required DRILL_FOLDER "${DRILL_FOLDER:-}"
required CLUSTER "${CLUSTER:-}"
required SNAPSHOT_BUCKET "${SNAPSHOT_BUCKET:-}"
required DRILLS_PREFIX "${DRILLS_PREFIX:-}"
required SNAPSHOT_KMS_ALIAS "${SNAPSHOT_KMS_ALIAS:-}"
required AWS_REGION "${AWS_REGION:-}"
[ -z "${DRILL_FOLDER:-}" ] || writable DRILL_FOLDER "$DRILL_FOLDER"
use_gate
[ "$problems" -eq 0 ] || exit 2
trap stop_child EXIT

# value NAME REGEX: what a step left, if it has that form; else nothing
value() { kept "$1" | head -n 1 | grep -Ex "$2" || true; }
time_form='[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z'
number='(0|[1-9][0-9]{0,14})'

# text VALUE: a JSON string of printable ASCII
text() { printf '"%s"' "$(printf '%s' "$1" | tr -cd ' -~' | cut -c 1-1000 | sed 's/[\\"]/\\&/g')"; }
# member NAME JSON: with a comma before it; nothing when there is no value
member() { [ -z "$2" ] || printf ',"%s":%s' "$1" "$2"; }

started_at=$(value started-at "$time_form")
[ -n "$started_at" ] || started_at=$(timestamp)
result=$(value result '[A-Z_]{1,40}')
message=$(kept message | head -n 1)
if [ -z "$result" ]; then
  # A step ended without its result, so it was not done. Which one is told by what the others left.
  if [ -z "$(value started-at "$time_form")" ]; then
    result=NOT_ISOLATED
    message="the step isolation left no result"
  elif [ -z "$(value snapshot-sha256 '[0-9a-f]{64}')" ]; then
    result=DOWNLOAD_FAILED
    message="the step fetch left no result"
  else
    result=SERVER_NOT_STARTED
    message="the step restore left no result"
  fi
fi

snapshot() {
  key=$(value snapshot-key 'snapshots/[0-9A-Za-z][0-9A-Za-z_-]{0,99}/vault_[0-9]{8}_[0-9]{6}\.snap')
  version_id=$(value snapshot-version-id '[!-~]{1,1024}')
  sha256=$(value snapshot-sha256 '[0-9a-f]{64}')
  bytes=$(value snapshot-bytes "$number")
  # A part of it would not be a snapshot's name.
  [ -n "$key" ] && [ -n "$version_id" ] && [ -n "$sha256" ] && [ -n "$bytes" ] || return 0
  printf '{"key":%s,"versionId":%s,"sha256":%s,"bytes":%s}' "$(text "$key")" "$(text "$version_id")" "$(text "$sha256")" "$bytes"
}
server() {
  product=$(value server-product 'vault|openbao')
  version=$(value server-version '[A-Za-z0-9.+_-]{1,64}')
  [ -n "$product" ] && [ -n "$version" ] || return 0
  printf '{"product":%s,"version":%s}' "$(text "$product")" "$(text "$version")"
}
canary() {
  nonce=$(value canary-nonce '[A-Za-z0-9._=+/-]{1,128}')
  written_at=$(value canary-written-at "$time_form")
  [ -n "$nonce" ] && [ -n "$written_at" ] || return 0
  printf '{"nonce":%s,"writtenAt":%s}' "$(text "$nonce")" "$(text "$written_at")"
}
steps() {
  comma=
  kept steps | grep -Ex "[a-z][a-z0-9-]{0,39} $time_form $number [A-Z_]{1,40}" | head -n 40 |
    while read -r step at took end; do
      printf '%s{"step":"%s","startedAt":"%s","seconds":%s,"result":"%s"}' "$comma" "$step" "$at" "$took" "$end"
      comma=,
    done
}

proof=$DRILL_FOLDER/.proof
{
  printf '{"schema":"drill/1.0","cluster":%s,"startedAt":"%s","endedAt":"%s"' "$(text "$CLUSTER")" "$started_at" "$(timestamp)"
  member result "$(text "$result")"
  member message "$(text "$message")"
  member snapshot "$(snapshot)"
  member server "$(server)"
  member canary "$(canary)"
  member mounts "$(value mounts "$number")"
  member unsealedAfterSeconds "$(value unsealed-after-seconds "$number")"
  member readAfterSeconds "$(value read-after-seconds "$number")"
  printf ',"steps":[%s]}\n' "$(steps)"
} >"$proof"

uri=s3://$SNAPSHOT_BUCKET/${DRILLS_PREFIX}drill_$(printf '%s' "$started_at" | tr -d ':-' | tr T _ | tr -d Z).json
# A locked bucket refuses an upload without a checksum, and a setting of the AWS CLI can leave it out.
AWS_REQUEST_CHECKSUM_CALCULATION=when_supported
export AWS_REQUEST_CHECKSUM_CALCULATION
aws s3 cp "$proof" "$uri" --no-progress --region "$AWS_REGION" --content-type application/json \
  --sse aws:kms --sse-kms-key-id "$SNAPSHOT_KMS_ALIAS" &
if ! await $!; then
  warn "the proof of the drill, which ended with $result, could not be written to $uri"
  exit 1
fi
say "the drill ended with $result${message:+: $message}; its proof is $uri"
case $result in
  RESTORED | SEALED) exit 0 ;;
esac
exit 1
