package io.vaultsnapshot.snapshot.archive.gzip;

import static io.vaultsnapshot.contract.finding.FindingCode.EMPTY;
import static io.vaultsnapshot.contract.finding.FindingCode.GZIP_HEADER_INVALID;
import static io.vaultsnapshot.contract.finding.FindingCode.NOT_GZIP;

import io.vaultsnapshot.snapshot.archive.finding.MalformedArchiveException;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The header of a gzip member, RFC 1952 section 2.3. Vault and OpenBao write {@code 1f 8b 08 00}, no time, no name; a
 * recompressed snapshot may have a name, a comment, an extra field and a header checksum. Servers restore it nevertheless,
 * so all of them are accepted. Time, extra flags and operating system may have any value.
 */
final class GzipHeader {
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int FHCRC = 0x02;
    private static final int FEXTRA = 0x04;
    private static final int FNAME = 0x08;
    private static final int FCOMMENT = 0x10;
    private static final int RESERVED = 0xe0;

    private final StoredBytes stored;
    private final CRC32 crc = new CRC32();

    private GzipHeader(StoredBytes stored) {
        this.stored = stored;
    }

    /** Consumes the header. */
    static void read(StoredBytes stored) throws IOException, MalformedArchiveException {
        new GzipHeader(stored).read();
    }

    private void read() throws IOException, MalformedArchiveException {
        readMagic();
        int method = next();
        if (method != DEFLATE) {
            throw invalid("compression method " + method + " instead of 8 (deflate)", 2);
        }
        int flags = next();
        if ((flags & RESERVED) != 0) {
            throw invalid(String.format(Locale.ROOT, "flags 0x%02x have reserved bits set", flags), 3);
        }
        skip(6);
        if ((flags & FEXTRA) != 0) {
            skip(next() | (next() << 8));
        }
        if ((flags & FNAME) != 0) {
            skipText();
        }
        if ((flags & FCOMMENT) != 0) {
            skipText();
        }
        if ((flags & FHCRC) != 0) {
            readHeaderCrc();
        }
    }

    private void readMagic() throws IOException, MalformedArchiveException {
        int first = stored.read();
        if (first < 0) {
            throw new MalformedArchiveException(EMPTY, "the object has 0 bytes", 0L);
        }
        if (first != MAGIC_1) {
            throw notGzip(first);
        }
        crc.update(first);
        int second = next();
        if (second != MAGIC_2) {
            throw new MalformedArchiveException(
                    NOT_GZIP, String.format(Locale.ROOT, "the second byte is 0x%02x, gzip has 0x8b", second), 1L);
        }
    }

    private static MalformedArchiveException notGzip(int first) {
        String like =
                switch (first) {
                    case '<' -> ", as HTML and XML do";
                    case '{', '[' -> ", as JSON does";
                    case 'P' -> ", as ZIP files may";
                    case 'm', 's', 'S' -> ", as a tar that was decompressed may";
                    default -> "";
                };
        return new MalformedArchiveException(
                NOT_GZIP,
                String.format(Locale.ROOT, "the object starts with 0x%02x instead of gzip's 0x1f%s", first, like),
                0L);
    }

    private void readHeaderCrc() throws IOException, MalformedArchiveException {
        long at = stored.offset();
        int computed = (int) crc.getValue() & 0xffff;
        int promised = next() | (next() << 8);
        if (computed != promised) {
            throw invalid(
                    String.format(
                            Locale.ROOT,
                            "the header's own checksum is %04x and the header's bytes have %04x",
                            promised,
                            computed),
                    at);
        }
    }

    private void skip(int count) throws IOException, MalformedArchiveException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private void skipText() throws IOException, MalformedArchiveException {
        int read;
        do {
            read = next();
        } while (read != 0);
    }

    private int next() throws IOException, MalformedArchiveException {
        int read = stored.read();
        if (read < 0) {
            throw GzipStream.truncated(stored, "inside the gzip header");
        }
        crc.update(read);
        return read;
    }

    private static MalformedArchiveException invalid(String what, long offset) {
        return new MalformedArchiveException(GZIP_HEADER_INVALID, what, offset);
    }
}
