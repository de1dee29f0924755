package io.vaultsnapshot.e2e.oracle;

import static io.vaultsnapshot.e2e.oracle.RealSnapshot.META;
import static io.vaultsnapshot.e2e.oracle.RealSnapshot.SEALED;
import static io.vaultsnapshot.e2e.oracle.RealSnapshot.STATE;
import static io.vaultsnapshot.e2e.oracle.RealSnapshot.SUMS;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One damaged snapshot for each row of {@link RestoreTable}, made from a real one that has a sealed namespace. */
final class Mutants {
    private static final int TRAILER = 8;
    private static final String UNSEAL_KEYS = "core/hsm/barrier-unseal-keys";
    private static final String SEAL_CONFIG = "core/seal-config";
    private static final String CONFIG =
            "{\"type\":\"%s\",\"secret_shares\":1,\"secret_threshold\":1,\"stored_shares\":0}";

    private final RealSnapshot real;
    private final Map<String, byte[]> mutants = new LinkedHashMap<>();

    private Mutants(RealSnapshot real) {
        this.real = real;
    }

    /** Returns the damaged snapshots by the names of the damage. */
    static Map<String, byte[]> of(byte[] object) {
        Mutants mutants = new Mutants(new RealSnapshot(object));
        mutants.gzip();
        mutants.tar();
        mutants.members();
        mutants.metadata();
        mutants.state();
        mutants.roots();
        return mutants.mutants;
    }

    private void gzip() {
        byte[] object = real.object();
        int end = object.length;
        add("no bytes", new byte[0]);
        add("a page of HTML", bytes("<html><body>502 Bad Gateway</body></html>"));
        add("gzip: unknown method", changed(object, 2, 7));
        add("gzip: data changed", changed(object, 10, 7));
        add("gzip: checksum changed", changed(object, end - TRAILER, object[end - TRAILER] ^ 1));
        add("gzip: length changed", changed(object, end - 4, object[end - 4] ^ 1));
        add("cut in the middle", Arrays.copyOf(object, end / 2));
        add("bytes after the gzip", RealSnapshot.join(object, bytes("appended")));
    }

    private void tar() {
        byte[] tar = real.tar();
        add("tar: header checksum changed", RealSnapshot.gzip(changed(tar, 148, '7')));
        add("tar: no end marker", RealSnapshot.gzip(Arrays.copyOf(tar, tar.length - 1024)));
        add("tar: a byte after the end marker", RealSnapshot.gzip(RealSnapshot.join(tar, new byte[] {1})));
        add("another member", beside("extra", '0', new byte[] {1}));
        add("meta.json twice", beside(META, '0', real.member(META)));
        add("state.bin twice", beside(STATE, '0', real.member(STATE)));
        add("SHA256SUMS twice", beside(SUMS, '0', real.member(SUMS)));
        add("SHA256SUMS.sealed twice", beside(SEALED, '0', real.member(SEALED)));
        add("a link beside state.bin", beside(STATE, '2', new byte[0]));
        add("meta.json is a link", linkInPlaceOf(META));
        add("SHA256SUMS.sealed is a link", linkInPlaceOf(SEALED));
    }

    private void members() {
        add("state.bin missing", real.without(STATE).object());
        add(
                "meta.json of 8,192 bytes",
                real.withMeta(meta -> meta + " ".repeat(8192 - meta.length())).object());
        String sums = new String(real.member(SUMS), StandardCharsets.US_ASCII);
        add(
                "SHA256SUMS lists one member",
                real.with(SUMS, bytes(sums.substring(0, sums.indexOf('\n') + 1)))
                        .object());
        add(
                "state.bin changed",
                real.with(STATE, flipped(real.member(STATE), 500)).object());
        add("SHA256SUMS.sealed missing", real.without(SEALED).object());
        add(
                "SHA256SUMS.sealed changed",
                real.with(SEALED, flipped(real.member(SEALED), 9)).object());
    }

    private void metadata() {
        add("meta.json is no JSON", meta(meta -> "not JSON"));
        add("meta.json of version 2", meta(meta -> meta.replace("\"Version\":1", "\"Version\":2")));
        add("meta.json with another size", meta(meta -> meta.replaceFirst("\"Size\":\\d+", "\"Size\":77")));
    }

    private void state() {
        byte[] state = real.member(STATE);
        add("state.bin empty", real.withState(new byte[0]).object());
        byte[] broken = state.clone();
        Arrays.fill(broken, 0, 12, (byte) -1);
        add("an entry that is no protobuf", real.withState(broken).object());
        add(
                "the last entry cut",
                real.withState(Arrays.copyOf(state, state.length - 3)).object());
        add("no core/keyring", without("core/keyring"));
        add("core/keyring empty", with("core/keyring", ""));
        add("no barrier-unseal-keys", without(UNSEAL_KEYS));
        add("barrier-unseal-keys is no protobuf", with(UNSEAL_KEYS, "text"));
        add("seal-config and barrier-unseal-keys of two seals", with(SEAL_CONFIG, String.format(CONFIG, "awskms")));
        add("no core/root-key (core/master)", without("core/root-key"));
        add("core/root-key (core/master) empty", with("core/root-key", ""));
        add("no core/seal-config", without(SEAL_CONFIG));
        add("no core/mounts", table("core/mounts/"));
        add("no core/auth", table("core/auth/"));
        add(
                "Shamir from before Vault 1.3",
                real.withoutEntries(UNSEAL_KEYS::equals)
                        .withEntry(SEAL_CONFIG, bytes(String.format(CONFIG, "shamir")))
                        .object());
    }

    private void roots() {
        add("a sealed namespace's core/keyring missing", ofNamespace("/core/keyring"));
        add("its barrier-unseal-keys missing", ofNamespace("/" + UNSEAL_KEYS));
        add("its core/seal-config missing", ofNamespace("/" + SEAL_CONFIG));
        add("its core/root-key missing", ofNamespace("/core/root-key"));
    }

    private byte[] beside(String name, char type, byte[] content) {
        byte[] tar = real.tar();
        byte[] members = Arrays.copyOf(tar, tar.length - 1024);
        return RealSnapshot.gzip(RealSnapshot.join(members, RealSnapshot.file(name, type, content), new byte[1024]));
    }

    private byte[] linkInPlaceOf(String name) {
        byte[] link = RealSnapshot.file(name, '2', new byte[0]);
        return RealSnapshot.gzip(RealSnapshot.join(link, real.without(name).tar()));
    }

    private byte[] meta(UnaryOperator<String> change) {
        return real.withMeta(change).object();
    }

    private byte[] without(String key) {
        return real.withoutEntries(key::equals).object();
    }

    private byte[] table(String prefix) {
        return real.withoutEntries(key -> key.startsWith(prefix)).object();
    }

    private byte[] ofNamespace(String end) {
        return real.withoutEntries(key -> key.startsWith("namespaces/") && key.endsWith(end))
                .object();
    }

    private byte[] with(String key, String value) {
        return real.withEntry(key, bytes(value)).object();
    }

    private void add(String damage, byte[] object) {
        mutants.put(damage, object);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
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
