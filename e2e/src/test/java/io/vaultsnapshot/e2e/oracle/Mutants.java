package io.vaultsnapshot.e2e.oracle;

import static io.vaultsnapshot.e2e.oracle.RealSnapshot.META;
import static io.vaultsnapshot.e2e.oracle.RealSnapshot.SEALED;
import static io.vaultsnapshot.e2e.oracle.RealSnapshot.STATE;
import static io.vaultsnapshot.e2e.oracle.RealSnapshot.SUMS;

import io.vaultsnapshot.contract.finding.FindingCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One damaged snapshot for each finding about a snapshot's bytes, made from a real one. */
final class Mutants {
    private static final int TRAILER = 8;

    private final RealSnapshot real;
    private final Map<FindingCode, byte[]> mutants = new EnumMap<>(FindingCode.class);

    private Mutants(RealSnapshot real) {
        this.real = real;
    }

    static Map<FindingCode, byte[]> of(byte[] object) {
        Mutants mutants = new Mutants(new RealSnapshot(object));
        mutants.gzip();
        mutants.tar();
        mutants.members();
        mutants.contents();
        return mutants.mutants;
    }

    private void gzip() {
        byte[] object = real.object();
        int end = object.length;
        add(FindingCode.EMPTY, new byte[0]);
        add(FindingCode.NOT_GZIP, "<html><body>502 Bad Gateway</body></html>".getBytes(StandardCharsets.UTF_8));
        add(FindingCode.GZIP_HEADER_INVALID, changed(object, 2, 7));
        add(FindingCode.GZIP_DATA_INVALID, changed(object, 10, 7));
        add(FindingCode.GZIP_CRC_MISMATCH, changed(object, end - TRAILER, object[end - TRAILER] ^ 1));
        add(FindingCode.GZIP_LENGTH_MISMATCH, changed(object, end - 4, object[end - 4] ^ 1));
        add(FindingCode.TRUNCATED, Arrays.copyOf(object, end / 2));
        add(FindingCode.TRAILING_DATA, RealSnapshot.join(object, "appended".getBytes(StandardCharsets.UTF_8)));
    }

    private void tar() {
        byte[] tar = real.tar();
        add(FindingCode.TAR_INVALID, RealSnapshot.gzip(changed(tar, 148, '7')));
        add(FindingCode.TAR_UNTERMINATED, RealSnapshot.gzip(Arrays.copyOf(tar, tar.length - 1024)));
        add(FindingCode.TAR_TRAILING_DATA, RealSnapshot.gzip(RealSnapshot.join(tar, new byte[] {1})));
    }

    private void members() {
        byte[] tar = real.tar();
        byte[] members = Arrays.copyOf(tar, tar.length - 1024);
        byte[] end = new byte[1024];
        byte[] extra = RealSnapshot.file("extra", '0', new byte[] {1});
        byte[] state = RealSnapshot.file(STATE, '0', real.member(STATE));
        byte[] link = RealSnapshot.file(META, '2', new byte[0]);
        add(FindingCode.MEMBER_UNEXPECTED, RealSnapshot.gzip(RealSnapshot.join(members, extra, end)));
        add(FindingCode.MEMBER_DUPLICATE, RealSnapshot.gzip(RealSnapshot.join(members, state, end)));
        byte[] rest = real.without(META).tar();
        add(FindingCode.MEMBER_NOT_A_FILE, RealSnapshot.gzip(RealSnapshot.join(link, rest)));
        add(FindingCode.MEMBER_MISSING, real.without(STATE).object());
        add(
                FindingCode.MEMBER_TOO_LARGE,
                real.withMeta(meta -> meta + " ".repeat(8192 - meta.length())).object());
        add(
                FindingCode.SUMS_INVALID,
                real.with(SUMS, "0  state.bin\n".getBytes(StandardCharsets.UTF_8))
                        .object());
        add(
                FindingCode.SUM_MISMATCH,
                real.with(STATE, flipped(real.member(STATE), 500)).object());
        add(FindingCode.SEALED_SUMS_MISSING, real.without(SEALED).object());
        add(
                FindingCode.SEALED_SUMS_MISMATCH,
                real.with(SEALED, flipped(real.member(SEALED), 9)).object());
    }

    private void contents() {
        byte[] state = real.member(STATE);
        add(FindingCode.META_INVALID, meta(meta -> "not JSON"));
        add(FindingCode.META_VERSION_UNKNOWN, meta(meta -> meta.replace("\"Version\":1", "\"Version\":2")));
        add(FindingCode.META_SIZE_MISMATCH, meta(meta -> meta.replaceFirst("\"Size\":\\d+", "\"Size\":77")));
        add(FindingCode.STATE_EMPTY, real.withState(new byte[0]).object());
        byte[] broken = state.clone();
        Arrays.fill(broken, 0, 12, (byte) -1);
        add(FindingCode.STATE_ENTRY_INVALID, real.withState(broken).object());
        add(
                FindingCode.STATE_ENTRY_CUT,
                real.withState(Arrays.copyOf(state, state.length - 3)).object());
        add(FindingCode.KEYRING_MISSING, without("core/keyring"));
        add(FindingCode.UNSEAL_KEYS_MISSING, without("core/hsm/barrier-unseal-keys"));
        add(FindingCode.ROOT_KEY_MISSING, without("core/root-key"));
        add(FindingCode.SEAL_CONFIG_MISSING, without("core/seal-config"));
    }

    private byte[] meta(UnaryOperator<String> change) {
        return real.withMeta(change).object();
    }

    private byte[] without(String key) {
        return real.withoutEntries(key::equals).object();
    }

    private void add(FindingCode code, byte[] object) {
        mutants.put(code, object);
    }

    private static byte[] flipped(byte[] bytes, int at) {
        return changed(bytes, at, bytes[at] ^ 1);
    }

    private static byte[] changed(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }
}
