#!/bin/sh
# check-snapshot.sh FILE - decides whether FILE is a whole raft snapshot, before anything is uploaded.
#
# What it does, in this order, reading FILE as a stream and writing nothing to disk:
#   1. the gzip stream is whole (its own checksum and length)
#   2. the tar inside holds meta.json, state.bin, SHA256SUMS and SHA256SUMS.sealed once each, and nothing else
#   3. each of the four is a regular file with at least one byte; meta.json and SHA256SUMS stay below 8192 bytes,
#      the size from which a server refuses them
#   4. SHA256SUMS names exactly meta.json and state.bin, once each
#   5. both sums match the bytes in the archive
# An absent or empty SHA256SUMS.sealed means the server stopped half-way although the download answered 200
# (hashicorp/vault#12168), so exit 0 of `snapshot save` alone proves nothing.
#
# This is a quick check in the pod. The verifier checks far more. This check reads no storage entry, and only GNU gzip
# sees bytes after the gzip stream, which a restore accepts.
#
# Inputs (environment): none. Needs gzip, tar, sha256sum, head: GNU or busybox.
#
# Exit codes: 0 whole; 1 not a whole snapshot (one line on standard error says why); 2 wrong call or file unreadable.
set -eu

say() { printf 'check-snapshot: %s\n' "$*" >&2; }

usage_error() {
  say "$*"
  exit 2
}

reject() {
  say "$file: $*"
  exit 1
}

# Each pipeline below ends in the program whose result counts. When the one before it fails, its output is
# short, and a name, a size or a sum does not match.
unpacked() { gzip -dc <"$file"; }

# member NAME: writes that member's bytes. State can be gigabytes, so this is always piped, never kept.
member() { unpacked | tar -xOf - "$1"; }

[ $# -eq 1 ] || usage_error "expected one argument, the snapshot file, but got $#; call check-snapshot.sh FILE"
file=$1
[ -f "$file" ] || usage_error "$file: no such file; take a snapshot first"
[ -r "$file" ] || usage_error "$file: not readable by uid $(id -u); check who wrote it"
[ -s "$file" ] || reject "empty file; the server sent nothing, look at its log and take the snapshot again"

gzip -t <"$file" || reject "gzip stream is cut short or damaged; take the snapshot again"

# A snapshot lists as four lines; the cap keeps a hostile archive from filling memory.
listing=$(unpacked | { tar -tvf - || echo 'tar-failed'; } | head -c 4096)

meta=0 state=0 sums=0 sealed=0
while read -r mode owner size rest; do
  [ "$mode" != tar-failed ] || reject "not a tar archive, or a damaged one; take the snapshot again"
  [ -n "$mode" ] || continue
  name=${rest##* }
  case $name in
    meta.json) meta=$((meta + 1)) limit=8191 ;;
    state.bin) state=$((state + 1)) limit= ;;
    SHA256SUMS) sums=$((sums + 1)) limit=8191 ;;
    SHA256SUMS.sealed) sealed=$((sealed + 1)) limit= ;;
    *) reject "unexpected member '$name'; this is not a snapshot as a server writes it" ;;
  esac
  case $mode in
    -*) ;;
    *) reject "member $name is not a regular file (mode $mode); this is not a snapshot as a server writes it" ;;
  esac
  case $size in
    '' | *[!0-9]*) reject "cannot read the size of member $name (owner '$owner', size '$size')" ;;
  esac
  [ "$size" -gt 0 ] || reject "member $name is empty; the server stopped half-way, look at its log"
  [ -z "$limit" ] || [ "$size" -le "$limit" ] ||
    reject "member $name has $size bytes and a server refuses more than $limit"
done <<EOF
$listing
EOF

# once NAME COUNT
once() {
  case $2 in
    1) ;;
    0) reject "member $1 is missing; the server stopped half-way, look at its log" ;;
    *) reject "member $1 is there $2 times; this is not a snapshot as a server writes it" ;;
  esac
}
once meta.json "$meta"
once state.bin "$state"
once SHA256SUMS "$sums"
once SHA256SUMS.sealed "$sealed"

want_meta='' want_state=''
sums_text=$(member SHA256SUMS | head -c 8192)
while read -r sum name extra; do
  [ -z "$extra" ] || reject "SHA256SUMS has a line with more than two words"
  case $sum in
    '' | *[!0-9a-f]*) reject "SHA256SUMS has a line that does not start with a SHA-256" ;;
  esac
  [ ${#sum} -eq 64 ] || reject "SHA256SUMS has a sum of ${#sum} digits instead of 64"
  case $name in
    meta.json)
      [ -z "$want_meta" ] || reject "SHA256SUMS names meta.json twice"
      want_meta=$sum
      ;;
    state.bin)
      [ -z "$want_state" ] || reject "SHA256SUMS names state.bin twice"
      want_state=$sum
      ;;
    *) reject "SHA256SUMS names '$name', which it must not" ;;
  esac
done <<EOF
$sums_text
EOF
[ -n "$want_meta" ] || reject "SHA256SUMS does not name meta.json"
[ -n "$want_state" ] || reject "SHA256SUMS does not name state.bin"

# sum_of NAME: the SHA-256 of that member as lower-case hex
sum_of() {
  line=$(member "$1" | sha256sum)
  printf '%s' "${line%% *}"
}
have=$(sum_of meta.json)
[ "$have" = "$want_meta" ] ||
  reject "meta.json has SHA-256 $have but SHA256SUMS says $want_meta; take the snapshot again"
have=$(sum_of state.bin)
[ "$have" = "$want_state" ] ||
  reject "state.bin has SHA-256 $have but SHA256SUMS says $want_state; take the snapshot again"

printf 'check-snapshot: %s: four members, sums match\n' "$file"
