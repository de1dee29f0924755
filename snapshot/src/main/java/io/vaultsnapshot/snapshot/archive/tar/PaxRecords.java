package io.vaultsnapshot.snapshot.archive.tar;

import static io.vaultsnapshot.contract.finding.FindingCode.TAR_INVALID;

import io.vaultsnapshot.snapshot.archive.finding.MalformedArchiveException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The extended header that may stand before a member (POSIX.1-2017, pax, "pax Extended Header"): records
 * {@code "<length> <key>=<value>\n"}. Go's writer, which the servers use, adds one when {@code state.bin} has 8 GiB or
 * more, since its size does not fit into eleven octal digits. Keys other than path and size are not about the content.
 */
final class PaxRecords {
    /** More than any archiver writes for one file, attributes included. */
    static final long LIMIT_BYTES = 1 << 16;

    private final Map<String, String> values;

    private PaxRecords(Map<String, String> values) {
        this.values = values;
    }

    static PaxRecords none() {
        return new PaxRecords(Map.of());
    }

    static PaxRecords parse(byte[] bytes) throws MalformedArchiveException {
        Map<String, String> values = new HashMap<>();
        // Lengths count bytes, so every byte becomes one character. No known member has a name that is not ASCII.
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = 0;
        while (at < raw.length()) {
            int space = raw.indexOf(' ', at);
            long length = space < 0 ? -1 : decimal(raw.substring(at, space));
            if (length <= space - at || length > raw.length() - at) {
                throw invalid("has a record with a wrong length");
            }
            String record = raw.substring(space + 1, at + (int) length);
            int equals = record.indexOf('=');
            if (equals < 1 || !record.endsWith("\n")) {
                throw invalid("has a record that is not key=value");
            }
            values.put(record.substring(0, equals), record.substring(equals + 1, record.length() - 1));
            at += (int) length;
        }
        return new PaxRecords(values);
    }

    /** Returns whether the member is a sparse file, of which the tar holds only a part. */
    boolean isSparse() {
        return values.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse."));
    }

    Optional<String> path() {
        return Optional.ofNullable(values.get("path"));
    }

    /** Returns the member's size when the header states it. */
    Optional<Long> size() throws MalformedArchiveException {
        String text = values.get("size");
        if (text == null) {
            return Optional.empty();
        }
        long size = decimal(text);
        if (size < 0) {
            throw invalid("has a size that is not a number");
        }
        return Optional.of(size);
    }

    /** Returns the number, or -1 for anything but one to eighteen decimal digits. */
    private static long decimal(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
    }

    private static MalformedArchiveException invalid(String what) {
        return new MalformedArchiveException(TAR_INVALID, "an extended header of the tar " + what);
    }
}
