#!/bin/sh
# upload-snapshot.sh - uploads the snapshot that take-snapshot.sh left. Runs in the AWS CLI image.
#
# What it does: copies SNAPSHOT_FILE to s3://SNAPSHOT_BUCKET/SNAPSHOT_PREFIX + vault_<yyyyMMdd_HHmmss>.snap, the time
# being the file's own (UTC), so that uploading the same snapshot again writes the same name. Credentials are the
# pod's (IAM role); retries are the AWS CLI's (AWS_RETRY_MODE, AWS_MAX_ATTEMPTS). It never lists, reads or deletes.
#
# Inputs (environment):
#   SNAPSHOT_FILE    e.g. /share/vault.snap
#   SNAPSHOT_BUCKET  bucket name
#   SNAPSHOT_PREFIX  folder in the bucket, ending in a slash, e.g. snapshots/demo/
#   AWS_REGION       region of the bucket
#
# Exit codes: 0 uploaded; 1 the upload failed; 2 wrong settings, or no snapshot to upload;
# 129, 130, 143 stopped by HUP, INT, TERM.
set -eu

say() { printf 'upload-snapshot: %s\n' "$*"; }
warn() { say "$*" >&2; }

problems=0
problem() {
  warn "$*"
  problems=$((problems + 1))
}
required() { [ -n "$2" ] || problem "$1 is not set; the CronJob's container has to set it"; }

required SNAPSHOT_FILE "${SNAPSHOT_FILE:-}"
required SNAPSHOT_BUCKET "${SNAPSHOT_BUCKET:-}"
required SNAPSHOT_PREFIX "${SNAPSHOT_PREFIX:-}"
required AWS_REGION "${AWS_REGION:-}"
case ${SNAPSHOT_PREFIX:-unset/} in
  /* | *[!/]) problem "SNAPSHOT_PREFIX is '$SNAPSHOT_PREFIX' and must end, not start, with a slash: snapshots/demo/" ;;
esac
if [ -n "${SNAPSHOT_FILE:-}" ] && ! [ -s "$SNAPSHOT_FILE" ]; then
  problem "$SNAPSHOT_FILE is missing or empty, so there is nothing to upload; look at the log of take-snapshot"
fi
[ "$problems" -eq 0 ] || exit 2

bytes=$(wc -c <"$SNAPSHOT_FILE" | tr -d ' ')
uri=s3://$SNAPSHOT_BUCKET/${SNAPSHOT_PREFIX}vault_$(date -u -r "$SNAPSHOT_FILE" +%Y%m%d_%H%M%S).snap

# The shell handles a signal only between commands or inside wait, so the copy runs as a child that it waits for.
child=
stopped() {
  trap '' HUP INT TERM
  if [ -n "$child" ]; then
    kill "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  warn "stopped by $1 while uploading $uri; the next run uploads a new snapshot"
  exit "$2"
}

trap 'stopped HUP 129' HUP
trap 'stopped INT 130' INT
trap 'stopped TERM 143' TERM

aws s3 cp "$SNAPSHOT_FILE" "$uri" --no-progress --region "$AWS_REGION" &
child=$!
if ! wait "$child"; then
  warn "uploading $SNAPSHOT_FILE to $uri failed;" \
    "check the pod's IAM role, the bucket's name and region, and the network policy"
  exit 1
fi
say "uploaded $uri ($bytes bytes)"
