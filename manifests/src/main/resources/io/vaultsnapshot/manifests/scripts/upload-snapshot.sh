#!/bin/sh
# upload-snapshot.sh - uploads the snapshot that take-snapshot.sh left. Runs in the AWS CLI image.
#
# What it does: copies SNAPSHOT_FILE to s3://SNAPSHOT_BUCKET/SNAPSHOT_PREFIX + vault_<yyyyMMdd_HHmmss>.snap, the time
# being the file's own (UTC), so that uploading the same snapshot again writes the same name. Retries are the AWS CLI's
# (AWS_RETRY_MODE, AWS_MAX_ATTEMPTS). It never lists, reads or deletes.
# Nonce and time of the canary, if take-snapshot.sh left them in SNAPSHOT_FILE.canary, go along as the object's metadata.
# Credentials are those that EKS injects for the pod's ServiceAccount. Without them it stops: the AWS CLI would go on
# to look for others, and find the node's role.
# The key of the bucket is named although it is the bucket's default: an organisation's policy may demand the headers.
#
# Inputs (environment):
#   SNAPSHOT_FILE    e.g. /share/vault.snap
#   SNAPSHOT_BUCKET  bucket name
#   SNAPSHOT_PREFIX  folder in the bucket, ending in a slash, e.g. snapshots/demo/
#   SNAPSHOT_KMS_ALIAS  alias of the bucket's key, e.g. alias/my-bucket
#   AWS_REGION       region of the bucket
#   AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE                                    set by EKS for IAM roles for
#                    service accounts, or
#   AWS_CONTAINER_CREDENTIALS_FULL_URI, AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE   set by EKS Pod Identity
#   HTTPS_PROXY, NO_PROXY, AWS_CA_BUNDLE                                         optional, read by the AWS CLI itself
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
required SNAPSHOT_KMS_ALIAS "${SNAPSHOT_KMS_ALIAS:-}"
required AWS_REGION "${AWS_REGION:-}"
case ${SNAPSHOT_PREFIX:-unset/} in
  /* | *[!/]) problem "SNAPSHOT_PREFIX is '$SNAPSHOT_PREFIX' and must end, not start, with a slash: snapshots/demo/" ;;
esac
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
if [ -n "${SNAPSHOT_FILE:-}" ] && ! [ -s "$SNAPSHOT_FILE" ]; then
  problem "$SNAPSHOT_FILE is missing or empty, so there is nothing to upload; look at the log of take-snapshot"
fi
[ "$problems" -eq 0 ] || exit 2

# Not wc: that of busybox reads the whole file for its size.
bytes=$(stat -c %s "$SNAPSHOT_FILE")
uri=s3://$SNAPSHOT_BUCKET/${SNAPSHOT_PREFIX}vault_$(date -u -r "$SNAPSHOT_FILE" +%Y%m%d_%H%M%S).snap

metadata=
if [ -s "$SNAPSHOT_FILE.canary" ]; then
  { read -r nonce && read -r written_at; } <"$SNAPSHOT_FILE.canary"
  metadata=canary-nonce=$nonce,canary-written-at=$written_at
fi

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

# A locked bucket refuses an upload without a checksum, and a setting of the AWS CLI can leave it out.
AWS_REQUEST_CHECKSUM_CALCULATION=when_supported
export AWS_REQUEST_CHECKSUM_CALCULATION
aws s3 cp "$SNAPSHOT_FILE" "$uri" --no-progress --region "$AWS_REGION" \
  --sse aws:kms --sse-kms-key-id "$SNAPSHOT_KMS_ALIAS" ${metadata:+--metadata "$metadata"} &
child=$!
if ! wait "$child"; then
  warn "uploading $SNAPSHOT_FILE to $uri failed;" \
    "check the pod's IAM role, the bucket's name and region, and the network policy"
  exit 1
fi
say "uploaded $uri ($bytes bytes)"
