package io.vaultsnapshot.e2e.oracle;

import static io.vaultsnapshot.contract.finding.FindingCode.*;

import io.vaultsnapshot.contract.finding.FindingCode;
import java.util.List;

/** One row for each kind of damage whose restore was tried: what it is called, and what the finding says of it. */
final class RestoreTable {
    /** What Vault does was seen when a damaged snapshot was restored into a real one by hand. */
    private static final String RUN = "observed, 1.18.0";
    /** Vault reads the archive with the library that OpenBao copied. */
    private static final String ARCHIVE = "derived, raft-snapshot `read`";
    /** What Vault does follows from the code that OpenBao has from it. */
    private static final String STATE = "derived, code shared with OpenBao";

    static final List<Row> ROWS = List.of(
            new Row("no bytes", EMPTY, ARCHIVE),
            new Row("a page of HTML", NOT_GZIP, ARCHIVE),
            new Row("gzip: unknown method", GZIP_HEADER_INVALID, ARCHIVE),
            new Row("gzip: data changed", GZIP_DATA_INVALID, ARCHIVE),
            new Row("gzip: checksum changed", GZIP_CRC_MISMATCH, ARCHIVE),
            new Row("gzip: length changed", GZIP_LENGTH_MISMATCH, ARCHIVE),
            new Row("cut in the middle", TRUNCATED, ARCHIVE),
            new Row("bytes after the gzip", TRAILING_DATA, ARCHIVE),
            new Row("tar: header checksum changed", TAR_INVALID, ARCHIVE),
            new Row("tar: no end marker", TAR_UNTERMINATED, ARCHIVE),
            new Row("tar: a byte after the end marker", TAR_TRAILING_DATA, ARCHIVE),
            new Row("another member", MEMBER_UNEXPECTED, ARCHIVE),
            new Row("meta.json twice", MEMBER_DUPLICATE, ARCHIVE),
            new Row("state.bin twice", MEMBER_DUPLICATE, ARCHIVE),
            new Row("SHA256SUMS twice", MEMBER_SUPERFLUOUS, RUN),
            new Row("SHA256SUMS.sealed twice", MEMBER_SUPERFLUOUS, RUN),
            new Row("SHA256SUMS.sealed is a link", MEMBER_SUPERFLUOUS, RUN),
            new Row("a link beside state.bin", MEMBER_SUPERFLUOUS, ARCHIVE),
            new Row("meta.json is a link", MEMBER_NOT_A_FILE, ARCHIVE),
            new Row("state.bin missing", MEMBER_MISSING, ARCHIVE),
            new Row("meta.json of 8,192 bytes", MEMBER_TOO_LARGE, ARCHIVE),
            new Row("SHA256SUMS lists one member", SUMS_INVALID, ARCHIVE),
            new Row("state.bin changed", SUM_MISMATCH, ARCHIVE),
            new Row("SHA256SUMS.sealed missing", SEALED_SUMS_MISSING, ARCHIVE),
            new Row("SHA256SUMS.sealed changed", SEALED_SUMS_MISMATCH, ARCHIVE),
            new Row("meta.json is no JSON", META_INVALID, ARCHIVE),
            new Row("meta.json of version 2", META_VERSION_UNKNOWN, STATE),
            new Row("meta.json with another size", META_SIZE_MISMATCH, STATE),
            new Row("state.bin empty", STATE_EMPTY, STATE),
            new Row("an entry that is no protobuf", STATE_ENTRY_INVALID, STATE),
            new Row("the last entry cut", STATE_ENTRY_CUT, STATE),
            new Row("no core/keyring", KEYRING_MISSING, STATE),
            new Row("core/keyring empty", KEYRING_MISSING, STATE),
            new Row("no barrier-unseal-keys", UNSEAL_KEYS_MISSING, STATE),
            new Row("barrier-unseal-keys is no protobuf", UNSEAL_KEYS_MISSING, STATE),
            new Row("seal-config and barrier-unseal-keys of two seals", SEAL_MISMATCH, STATE),
            new Row("no core/root-key (core/master)", ROOT_KEY_MISSING, STATE),
            new Row("core/root-key (core/master) empty", ROOT_KEY_INVALID, RUN),
            new Row("no core/seal-config", SEAL_CONFIG_MISSING, STATE),
            new Row("no core/mounts", MOUNTS_MISSING, RUN),
            new Row("no core/auth", AUTH_MOUNTS_MISSING, RUN),
            new Row("Shamir from before Vault 1.3", LEGACY_SHAMIR, "derived, `unsealKeyToRootKey`"),
            new Row("a sealed namespace's core/keyring missing", NAMESPACE_SEAL_INCOMPLETE, "has no such namespaces"),
            new Row("its barrier-unseal-keys missing", NAMESPACE_SEAL_INCOMPLETE, "has no such namespaces"),
            new Row("its core/seal-config missing", NAMESPACE_SEAL_CONFIG_MISSING, "has no such namespaces"),
            new Row("its core/root-key missing", ROOT_KEY_MISSING, "has no such namespaces"));

    private RestoreTable() {}

    static Row row(String damage) {
        return ROWS.stream()
                .filter(row -> row.damage().equals(damage))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the table of docs/format.md. */
    static String text() {
        StringBuilder table = new StringBuilder("| the snapshot | finding | OpenBao 2.6.2 (observed) | Vault | known of"
                + " Vault from |\n|---|---|---|---|---|\n");
        for (Row row : ROWS) {
            boolean unknown = row.vault().startsWith("has no");
            table.append("| ")
                    .append(String.join(
                            " | ",
                            row.damage(),
                            "`" + row.code() + "`",
                            row.code().inOpenBao().text(),
                            unknown ? "-" : row.code().inVault().text(),
                            row.vault()))
                    .append(" |\n");
        }
        return table.toString();
    }

    /**
     * A kind of damage.
     *
     * @param damage what was done to a good snapshot
     * @param code the finding, whose consequence holds for this damage
     * @param vault from where it is known what Vault does
     */
    record Row(String damage, FindingCode code, String vault) {
        @Override
        public String toString() {
            return damage;
        }
    }
}
