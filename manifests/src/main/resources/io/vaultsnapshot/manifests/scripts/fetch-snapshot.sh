#!/bin/sh
# fetch-snapshot.sh - second step of the restore drill: downloads one version of one snapshot. Runs in the AWS CLI image.
#
# Which one:
#   - DRILL_KEY, with DRILL_VERSION_ID or the version that the verifier judged
#   - DRILL_AT: the newest snapshot that was taken at that time or before, in the version that the verifier judged
#   - else the last proven one, as the cluster's status names it: `lastProven` in STATUS_KEY
# The verifier's record names the version that it judged. Where there is no record, the newest version is restored.
# Where the status or the record has the SHA-256 of the version, what was downloaded is compared with it.
# The drill's role may read this cluster's snapshots, records and status, and nothing else.
#
# Inputs (environment):
#   DRILL_FOLDER     folder on the shared volume for what the proof is made of (see drill-steps.sh)
#   SNAPSHOT_FILE    where the snapshot goes
#   SNAPSHOT_BUCKET  bucket name
#   SNAPSHOT_PREFIX  what the keys of the cluster's snapshots start with, ending in a slash
#   RECORDS_PREFIX   what the keys of the cluster's records start with, ending in a slash
#   STATUS_KEY       key of the cluster's status
#   DRILL_KEY, DRILL_VERSION_ID, DRILL_AT  optional, for one Job; DRILL_AT such as 2026-11-01T10:00:00Z
#   FETCH_SECONDS    how long the download may take
#   AWS_REGION       region of the bucket
#   VAULT_SNAPSHOT_GATE_SERVICE_HOST, VAULT_SNAPSHOT_GATE_SERVICE_PORT  the way to S3 and STS, set by Kubernetes, or
#   HTTPS_PROXY      an existing proxy
#   AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE  set by EKS. Pod Identity would need a way to the node, which is closed.
#
# Results in DRILL_FOLDER: NO_SNAPSHOT, DOWNLOAD_FAILED, OBJECT_CHANGED, TIMED_OUT, or none and the snapshot's files.
# Exit codes: 0 the result is in DRILL_FOLDER; 2 wrong settings, nothing tried; 129, 130, 143 stopped by HUP, INT, TERM.
set -eu
script=fetch-snapshot
# shellcheck source-path=SCRIPTDIR source=drill-steps.sh
. "${0%/*}/drill-steps.sh"

required DRILL_FOLDER "${DRILL_FOLDER:-}"
required SNAPSHOT_FILE "${SNAPSHOT_FILE:-}"
required SNAPSHOT_BUCKET "${SNAPSHOT_BUCKET:-}"
required SNAPSHOT_PREFIX "${SNAPSHOT_PREFIX:-}"
required RECORDS_PREFIX "${RECORDS_PREFIX:-}"
required STATUS_KEY "${STATUS_KEY:-}"
required FETCH_SECONDS "${FETCH_SECONDS:-}"
required AWS_REGION "${AWS_REGION:-}"
whole_number FETCH_SECONDS "${FETCH_SECONDS:-}"
if [ -n "${DRILL_KEY:-}" ] && [ -n "${DRILL_AT:-}" ]; then
  problem "DRILL_KEY and DRILL_AT are both set; set one"
fi
if [ -n "${DRILL_VERSION_ID:-}" ] && [ -z "${DRILL_KEY:-}" ]; then
  problem "DRILL_VERSION_ID is set without DRILL_KEY"
fi
[ -z "${DRILL_FOLDER:-}" ] || writable DRILL_FOLDER "$DRILL_FOLDER"
[ "$problems" -eq 0 ] || exit 2
[ -e "$DRILL_FOLDER/result" ] || use_gate
[ "$problems" -eq 0 ] || exit 2

answer=$DRILL_FOLDER/.answer
umask 027
leave() {
  status=$?
  trap '' HUP INT TERM
  stop_child
  rm -f "$answer" "$answer.error" "$DRILL_FOLDER/.status"
  exit "$status"
}
trap leave EXIT

begin_step fetch
limit "$FETCH_SECONDS"
if [ -z "${AWS_ROLE_ARN:-}" ] || ! [ -s "${AWS_WEB_IDENTITY_TOKEN_FILE:-/nonexistent}" ]; then
  fail DOWNLOAD_FAILED "EKS injected no credentials into this pod; check the ServiceAccount's annotation" \
    "eks.amazonaws.com/role-arn, and that the webhook pod-identity-webhook answers"
fi

# s3 OPERATION ARGUMENT...: its output is in the file answer, its error in answer.error
s3() {
  timeout "$(left)" aws s3api "$@" --bucket "$SNAPSHOT_BUCKET" --region "$AWS_REGION" --output text \
    >"$answer" 2>"$answer.error" &
  await $!
}
error() { printable "$(cat "$answer.error")"; }
failed() {
  in_time || timed_out "$1"
  fail DOWNLOAD_FAILED "$1: $(error)"
}

# ---- which one ----------------------------------------------------------------------------------------------------

is_snapshot() {
  name=${1#"$SNAPSHOT_PREFIX"}
  [ "$name" != "$1" ] || return 1
  case $name in
    vault_[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]_[0-9][0-9][0-9][0-9][0-9][0-9].snap) ;;
    *) return 1 ;;
  esac
}

expected_sha256=
expected_bytes=
version_id=${DRILL_VERSION_ID:-}

# proven_field NAME: a field of the status' part lastProven, which has no braces inside
proven_field() { printf '%s' "$proven" | sed -n "s/.*\"$1\" *: *\"\{0,1\}\([^\",}]*\).*/\1/p"; }

last_proven() {
  if ! s3 get-object --key "$STATUS_KEY" "$DRILL_FOLDER/.status"; then
    case $(error) in
      *NoSuchKey*) fail NO_SNAPSHOT "the cluster has no status yet: $STATUS_KEY is missing" ;;
      *) failed "the cluster's status $STATUS_KEY cannot be read" ;;
    esac
  fi
  # The first one is the status' own. Alerts that follow have theirs, and inside of a text the quotes are escaped.
  proven=$(tr -d '\n\r' <"$DRILL_FOLDER/.status" | grep -o '"lastProven" *: *{[^{}]*}' | head -n 1 || true)
  [ -n "$proven" ] || fail NO_SNAPSHOT "the cluster's status $STATUS_KEY names no proven snapshot"
  key=$(proven_field key)
  version_id=$(proven_field versionId)
  expected_sha256=$(proven_field sha256)
  expected_bytes=$(proven_field bytes)
  is_snapshot "$key" || fail DOWNLOAD_FAILED "the status $STATUS_KEY names a key that is not one of this cluster's snapshots"
}

# recorded NAME: the first text of that name in the record. Texts of people come later, with their quotes escaped.
recorded() { grep -o "\"$1\" *: *\"[^\"\\]*\"" "$DRILL_FOLDER/.status" | head -n 1 | sed 's/.*: *"\(.*\)"$/\1/' || true; }

judged_version() {
  name=${key#"$SNAPSHOT_PREFIX"}
  record=$RECORDS_PREFIX${name%.snap}.json
  if s3 get-object --key "$record" "$DRILL_FOLDER/.status"; then
    version_id=$(recorded versionId)
    expected_sha256=$(recorded sha256)
    say "the record $record names ${version_id:-no version}"
    return
  fi
  case $(error) in
    # What is missing looks forbidden to a role that may not list it.
    *NoSuchKey* | *AccessDenied*) warn "$key has no record that can be read, so nobody says which version of it counts: $(error)" ;;
    *) failed "the record $record cannot be read" ;;
  esac
}

newest_until() {
  # 2026-11-01T10:00:00Z or, without seconds, the last second of that minute
  until=$(printf '%s' "$1" | sed -n \
    -e 's/^\([0-9]\{4\}\)-\([0-9][0-9]\)-\([0-9][0-9]\)T\([0-9][0-9]\):\([0-9][0-9]\)Z$/\1\2\3_\4\559/p' \
    -e 's/^\([0-9]\{4\}\)-\([0-9][0-9]\)-\([0-9][0-9]\)T\([0-9][0-9]\):\([0-9][0-9]\):\([0-9][0-9]\)Z$/\1\2\3_\4\5\6/p')
  [ -n "$until" ] || fail NO_SNAPSHOT "DRILL_AT is '$1', not a time such as 2026-11-01T10:00:00Z"
  s3 list-objects-v2 --prefix "$SNAPSHOT_PREFIX" --query 'Contents[].[Key]' ||
    failed "the snapshots under $SNAPSHOT_PREFIX cannot be listed"
  key=
  # Names sort by time.
  sort "$answer" >"$DRILL_FOLDER/.status"
  while read -r each; do
    if is_snapshot "$each"; then
      name=${each#"$SNAPSHOT_PREFIX"vault_}
      [ "$(printf '%s\n%s\n' "${name%.snap}" "$until" | sort | head -n 1)" = "${name%.snap}" ] || break
      key=$each
    fi
  done <"$DRILL_FOLDER/.status"
  [ -n "$key" ] || fail NO_SNAPSHOT "no snapshot under $SNAPSHOT_PREFIX was taken at $1 or before"
}

if [ -n "${DRILL_KEY:-}" ]; then
  key=$DRILL_KEY
  is_snapshot "$key" || fail NO_SNAPSHOT "DRILL_KEY is '$key', not a key such as ${SNAPSHOT_PREFIX}vault_20261101_100000.snap"
elif [ -n "${DRILL_AT:-}" ]; then
  newest_until "$DRILL_AT"
else
  last_proven
fi
keep snapshot-key "$key"
if [ -n "${DRILL_KEY:-}${DRILL_AT:-}" ] && [ -z "$version_id" ]; then
  judged_version
fi
say "restoring $key, ${version_id:+version }${version_id:-the newest version}"

# ---- download -----------------------------------------------------------------------------------------------------

download() {
  # shellcheck disable=SC2086 # It is two words, or none.
  s3 get-object --key "$key" ${version_id:+--version-id "$version_id"} --query '[VersionId,ContentLength]' "$SNAPSHOT_FILE"
}
tries=1
until download; do
  case $(error) in
    *NoSuchKey* | *NoSuchVersion* | *'(404)'*) fail NO_SNAPSHOT "s3://$SNAPSHOT_BUCKET/$key is not there: $(error)" ;;
  esac
  in_time && [ "$tries" -lt 3 ] || failed "s3://$SNAPSHOT_BUCKET/$key cannot be downloaded"
  warn "the download failed, trying again: $(error)"
  tries=$((tries + 1))
  sleep 2 &
  await $!
done
read -r got_version promised <"$answer" || true
bytes=$(stat -c %s "$SNAPSHOT_FILE")
sha256=$(sha256sum "$SNAPSHOT_FILE" | cut -c 1-64)
chmod 0640 "$SNAPSHOT_FILE"
[ "$got_version" = None ] || keep snapshot-version-id "$(printable "$got_version")"
keep snapshot-sha256 "$sha256"
keep snapshot-bytes "$bytes"

[ "$bytes" = "$promised" ] || fail DOWNLOAD_FAILED "$bytes of $promised bytes of s3://$SNAPSHOT_BUCKET/$key arrived"
if [ -n "$expected_sha256" ] && [ "$sha256" != "$expected_sha256" ]; then
  fail OBJECT_CHANGED "$key has the SHA-256 $sha256 and $bytes bytes; the verifier read $expected_sha256" \
    "${expected_bytes:+with $expected_bytes bytes}"
fi
end_step OK
say "downloaded $bytes bytes of version $got_version, SHA-256 $sha256"
