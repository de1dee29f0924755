#!/bin/sh
# check-snapshot.sh FILE - decides whether FILE, or standard input if it is -, is a whole raft snapshot, before anything is
# uploaded.
#
# What it does, in one pass: it decompresses FILE once, hashes meta.json and state.bin once each, and writes nothing to
# disk. It checks that
#   1. the gzip stream is whole (its own checksum and length)
#   2. the tar inside holds meta.json, state.bin, SHA256SUMS and SHA256SUMS.sealed once each, nothing else, and its end
#   3. each of the four is a regular file with at least one byte; meta.json and SHA256SUMS stay below 8192 bytes,
#      the size from which a server refuses them
#   4. SHA256SUMS names exactly meta.json and state.bin, once each
#   5. both sums match the bytes in the archive
# An absent or empty SHA256SUMS.sealed means the server stopped half-way although the download answered 200
# (hashicorp/vault#12168), so exit 0 of `snapshot save` alone proves nothing.
#
# It reads the tar itself. One pass of `tar` can list or extract, but not both; and busybox's tar ignores PAX records, in
# which servers write the size of a state from 8 GiB on.
#
# This is a quick check in the pod. The verifier checks far more. This check reads no storage entry, and only GNU gzip
# sees bytes after the gzip stream, which a restore accepts.
#
# Inputs (environment): none. Needs gzip, dd, od, tr, wc, sha256sum: GNU or busybox.
#
# Exit codes: 0 whole; 1 not a whole snapshot (one line on standard error says why); 2 wrong call or file unreadable.
set -eu

# Lengths are bytes, not characters.
LC_ALL=C
export LC_ALL

say() { printf 'check-snapshot: %s\n' "$*" >&2; }

usage_error() {
  say "$*"
  exit 2
}

reject() {
  say "$what: $*"
  exit 1
}

[ $# -eq 1 ] || usage_error "expected one argument, the snapshot file, but got $#; call check-snapshot.sh FILE"
what=$1
if [ "$1" = - ]; then
  what='the snapshot'
else
  [ -f "$1" ] || usage_error "$1: no such file; take a snapshot first"
  [ -r "$1" ] || usage_error "$1: not readable by uid $(id -u); check who wrote it"
  [ -s "$1" ] || reject "empty file; the server sent nothing, look at its log and take the snapshot again"
  exec <"$1"
fi

# ---- reading the tar from standard input --------------------------------------------------------------------------

not_ours='this is not a snapshot as a server writes it'
half_way='the server stopped half-way, look at its log'

# verdict TEXT: ends the reading. It reads the rest, so that gzip sees the whole stream and its checksum.
verdict() {
  cat >/dev/null
  printf '%s\n' "$*"
  exit 0
}

# bytes COUNT: passes that many bytes on, and leaves the rest in the pipe. busybox's head would take more than it prints.
bytes() {
  [ "$1" -lt 65536 ] || dd bs=65536 iflag=fullblock count=$(($1 / 65536)) 2>/dev/null
  [ $(($1 % 65536)) -lt 512 ] || dd bs=512 iflag=fullblock count=$(($1 % 65536 / 512)) 2>/dev/null
  [ $(($1 % 512)) -eq 0 ] || dd bs=1 count=$(($1 % 512)) 2>/dev/null
}

# header: reads a header block and sets name, type (octal) and size; fails at the end of the archive.
# The fields are those of POSIX (pax, "ustar Interchange Format"): name at 0, size at 124, checksum at 148, type at 156,
# and at 345 a prefix of the name.
header() {
  # shellcheck disable=SC2046 # Each of the 512 bytes becomes one word, in octal.
  set -- $(dd bs=512 iflag=fullblock count=1 2>/dev/null | od -An -v -b)
  [ $# -eq 512 ] || verdict "the tar archive ends without its end marker; take the snapshot again"
  name='' type=${157} size='' checksum='' prefix='' total=0 at=0
  for byte; do
    if [ "$at" -lt 100 ]; then
      name="$name $byte"
    elif [ "$at" -ge 124 ] && [ "$at" -lt 136 ]; then
      digit "$byte"
      size=$size$digit
    elif [ "$at" -ge 148 ] && [ "$at" -lt 156 ]; then
      digit "$byte"
      checksum=$checksum$digit
      byte=040 # The checksum counts its own field as spaces.
    elif [ "$at" -ge 345 ] && [ "$byte" != 000 ]; then
      prefix=yes
    fi
    total=$((total + 0$byte))
    at=$((at + 1))
  done
  [ "$total$checksum" != 256 ] || return 1 # Nothing but zeros, and the eight spaces.
  case $checksum$size in
    *x*) verdict "not a tar archive, or a damaged one; take the snapshot again" ;;
  esac
  [ "$total" -eq $((0$checksum)) ] || verdict "not a tar archive, or a damaged one; take the snapshot again"
  size=$((0$size))
  name=$(text "$name")
  [ -z "$prefix" ] || name="a folder's $name"
}

# digit BYTE: sets digit to the octal digit that the byte is; to nothing for what may surround digits
digit() {
  case $1 in
    06[0-7]) digit=${1#06} ;;
    000 | 040) digit='' ;;
    *) digit=x ;;
  esac
}

# text BYTES: what stands before the first zero byte, with ? for what cannot be printed
text() {
  escapes=''
  for byte in $1; do
    case $byte in
      000) break ;;
      0[4-7]? | 1[0-6]? | 17[0-6]) escapes="$escapes\\$byte" ;;
      *) escapes="$escapes?" ;;
    esac
  done
  # shellcheck disable=SC2059 # The format holds nothing but escapes.
  printf "$escapes"
}

# skip_padding: member data fill whole blocks of 512 bytes
skip_padding() { bytes $(((512 - size % 512) % 512)) >/dev/null; }

# pax_records: reads the records before a member; they can give its size (POSIX, "pax Extended Header")
pax_records() {
  [ "$size" -lt 8192 ] || verdict "a PAX header has $size bytes; $not_ours"
  records=$(bytes "$size")
  skip_padding
  while IFS= read -r record; do
    [ "${record%% *}" = $((${#record} + 1)) ] || verdict "a PAX record has the wrong length; $not_ours"
    case ${record#* } in
      size=*[!0-9]* | size= | size=???????????????????*) verdict "a PAX record has no usable size; $not_ours" ;;
      size=*) pax_size=${record#*=} ;;
      path=*) verdict "a PAX record renames a member; $not_ours" ;;
    esac
  done <<END
$records
END
}

# sum: the SHA-256 of the member whose data come next, as lower-case hex
sum() {
  line=$(bytes "$size" | sha256sum)
  printf %s "${line%% *}"
}

# member: checks the header that was read, and takes the data
member() {
  case $type in
    060 | 000) ;;
    *) verdict "member $name is not a regular file (type $(text "$type")); $not_ours" ;;
  esac
  case " $seen " in
    *" $name "*) verdict "member $name is there twice; $not_ours" ;;
  esac
  case $name in
    meta.json | SHA256SUMS)
      [ "$size" -lt 8192 ] || verdict "member $name has $size bytes and a server refuses more than 8191"
      ;;
    state.bin | SHA256SUMS.sealed) ;;
    *) verdict "unexpected member '$name'; $not_ours" ;;
  esac
  [ "$size" -gt 0 ] || verdict "member $name is empty; $half_way"
  case $name in
    meta.json) meta=$(sum) ;;
    state.bin) state=$(sum) ;;
    SHA256SUMS) sums=$(bytes "$size") ;;
    *) bytes "$size" >/dev/null ;;
  esac
  skip_padding
  seen="$seen $name"
}

# wanted NAME: the sum that SHA256SUMS has for that member; empty if it has none
wanted() {
  while read -r sum name rest; do
    [ "$name" != "$1" ] || printf %s "$sum"
  done <<END
$sums
END
}

check_sums() {
  named=''
  while read -r sum name rest; do
    [ -z "$rest" ] || verdict "SHA256SUMS has a line with more than two words"
    case $sum in
      '' | *[!0-9a-f]*) verdict "SHA256SUMS has a line that does not start with a SHA-256" ;;
    esac
    [ ${#sum} -eq 64 ] || verdict "SHA256SUMS has a sum of ${#sum} digits instead of 64"
    case $name in
      meta.json | state.bin) ;;
      *) verdict "SHA256SUMS names '$name', which it must not" ;;
    esac
    case " $named " in
      *" $name "*) verdict "SHA256SUMS names $name twice" ;;
    esac
    named="$named $name"
  done <<END
$sums
END
  compare meta.json "$meta"
  compare state.bin "$state"
}

# compare NAME SUM
compare() {
  want=$(wanted "$1")
  [ -n "$want" ] || verdict "SHA256SUMS does not name $1"
  [ "$2" = "$want" ] || verdict "$1 has SHA-256 $2 but SHA256SUMS says $want; take the snapshot again"
}

# archive: prints "whole", or why the archive is not
archive() {
  seen='' pax_size=''
  while header; do
    if [ "$type" = 170 ]; then
      pax_records
    else
      size=${pax_size:-$size} pax_size=''
      member
    fi
  done
  rest=$(tr -d '\000' | wc -c)
  [ "$rest" -eq 0 ] || verdict "bytes follow the end of the tar archive; $not_ours"
  for name in meta.json state.bin SHA256SUMS SHA256SUMS.sealed; do
    case " $seen " in
      *" $name "*) ;;
      *) verdict "member $name is missing; $half_way" ;;
    esac
  done
  check_sums
  echo whole
}

# ---- one pass -----------------------------------------------------------------------------------------------------

result=$({ { gzip -dc || echo gzip-failed >&3; } | archive; } 3>&1)
case $result in
  *gzip-failed*) reject "gzip stream is cut short or damaged; take the snapshot again" ;;
  whole) printf 'check-snapshot: %s: four members, sums match\n' "$what" ;;
  '') usage_error "$what: could not be read; this image's dd, od, tr, wc or sha256sum failed" ;;
  *) reject "$result" ;;
esac
