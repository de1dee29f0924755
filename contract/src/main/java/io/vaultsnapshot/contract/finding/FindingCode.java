package io.vaultsnapshot.contract.finding;

import static io.vaultsnapshot.contract.finding.Consequence.LEAVES_SEALED;
import static io.vaultsnapshot.contract.finding.Consequence.LOSES_PART;
import static io.vaultsnapshot.contract.finding.Consequence.NOT_KNOWN;
import static io.vaultsnapshot.contract.finding.Consequence.REFUSED;
import static io.vaultsnapshot.contract.finding.Consequence.RESTORES;
import static io.vaultsnapshot.contract.finding.Verdict.CORRUPT;
import static io.vaultsnapshot.contract.finding.Verdict.INTACT;
import static io.vaultsnapshot.contract.finding.Verdict.SUSPECT;
import static io.vaultsnapshot.contract.finding.Verdict.UNKNOWN;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be found about a snapshot. {@code docs/findings.md} names the class that raises each code. A new
 * kind of damage is a new constant with its own verdict, consequence, meaning and hint, and a section of its own in
 * {@code docs/runbook.md}.
 */
public enum FindingCode {
    /** The object has no bytes. */
    EMPTY(CORRUPT, REFUSED, "The object has no bytes.", Hint.TAKE_ANOTHER_FROM_ACTIVE),
    /** The object does not start like gzip. */
    NOT_GZIP(
            CORRUPT,
            REFUSED,
            "The object is not gzip: an error page, a listing or another file was stored as a snapshot.",
            Hint.LOOK_AT_FIRST_BYTES),
    /** The gzip header has a method, a flag or a header checksum that no server writes. */
    GZIP_HEADER_INVALID(
            CORRUPT,
            REFUSED,
            "The gzip header has a value that no gzip writer produces.",
            Hint.TAKE_ANOTHER_CHECK_PATH),
    /** The deflate stream cannot be decoded. */
    GZIP_DATA_INVALID(CORRUPT, REFUSED, "The compressed data cannot be decoded.", Hint.TAKE_ANOTHER_CHECK_PATH),
    /** The decoded bytes do not have the CRC-32 of the gzip trailer. */
    GZIP_CRC_MISMATCH(
            CORRUPT, RESTORES, "The gzip checksum does not match the decoded bytes.", Hint.TAKE_ANOTHER_CHECK_PATH),
    /** The decoded length is not that of the gzip trailer. */
    GZIP_LENGTH_MISMATCH(
            CORRUPT, RESTORES, "The gzip length does not match the decoded bytes.", Hint.TAKE_ANOTHER_CHECK_PATH),
    /** The object ends before the gzip stream does. */
    TRUNCATED(
            CORRUPT,
            REFUSED,
            "The object ends before the snapshot does: the server, the network or the upload stopped halfway.",
            Hint.COMPARE_SIZE),
    /** Bytes follow the end of the gzip stream. */
    TRAILING_DATA(
            CORRUPT,
            RESTORES,
            "Bytes follow the end of the snapshot: something was appended, or two files were joined.",
            Hint.TAKE_ANOTHER_CHECK_PATH),
    /** A tar header has a wrong checksum, size or format. */
    TAR_INVALID(CORRUPT, REFUSED, "The archive inside is not a valid tar.", Hint.TAKE_ANOTHER_CHECK_PATH),
    /** The archive lacks the two zero blocks that end a tar. */
    TAR_UNTERMINATED(CORRUPT, RESTORES, "The archive ends without its end marker.", Hint.TAKE_ANOTHER_CHECK_PATH),
    /** Bytes follow the tar's end marker inside the gzip stream. */
    TAR_TRAILING_DATA(
            CORRUPT, RESTORES, "Bytes follow the archive's end marker inside the gzip.", Hint.TAKE_ANOTHER_CHECK_PATH),
    /** A member has a name that no server writes. */
    MEMBER_UNEXPECTED(
            CORRUPT, REFUSED, "The archive has a member that no Vault or OpenBao server writes.", Hint.REPACKED),
    /** A member that is not a regular file, where servers need one or know no member. */
    MEMBER_NOT_A_FILE(
            CORRUPT, REFUSED, "A member is a link, a folder or a device instead of a regular file.", Hint.REPACKED),
    /** The metadata or the state occurs twice. */
    MEMBER_DUPLICATE(CORRUPT, REFUSED, "meta.json or state.bin occurs more than once.", Hint.REPACKED),
    /** Something is there twice, or is a link, and servers read on. */
    MEMBER_SUPERFLUOUS(
            CORRUPT, RESTORES, "Checksums occur twice, or a link stands where servers overlook it.", Hint.REPACKED),
    /** A member that must be there is not. */
    MEMBER_MISSING(
            CORRUPT, REFUSED, "The archive lacks a member that every snapshot has.", Hint.TAKE_ANOTHER_FROM_ACTIVE),
    /** A small member above the limit that servers themselves apply. */
    MEMBER_TOO_LARGE(CORRUPT, REFUSED, "A member is larger than servers accept.", Hint.TAKE_ANOTHER_CHECK_PATH),
    /** The list of checksums cannot be read, names unknown files or lacks a file. */
    SUMS_INVALID(
            CORRUPT, REFUSED, "SHA256SUMS cannot be read, or does not list the members.", Hint.TAKE_ANOTHER_CHECK_PATH),
    /** A member's bytes do not have the SHA-256 of the list. */
    SUM_MISMATCH(CORRUPT, REFUSED, "A member's SHA-256 is not the one in SHA256SUMS.", Hint.TAKE_ANOTHER_CHECK_PATH),
    /** The sealed checksums are absent or empty: the server stopped before it finished. */
    SEALED_SUMS_MISSING(
            CORRUPT,
            RESTORES,
            "SHA256SUMS.sealed is absent or empty: the server stopped before the snapshot was complete.",
            Hint.REPAIR_SEAL),
    /** The metadata is not the JSON object it should be. */
    META_INVALID(CORRUPT, REFUSED, "meta.json cannot be read or lacks a field.", Hint.TAKE_ANOTHER_CHECK_PATH),
    /** The metadata has a version that this verifier does not know. */
    META_VERSION_UNKNOWN(
            UNKNOWN, LEAVES_SEALED, "meta.json has a version that this verifier does not know.", Hint.PROVE_BY_RESTORE),
    /** The metadata's size is not the state's. */
    META_SIZE_MISMATCH(CORRUPT, LEAVES_SEALED, "meta.json states another size than state.bin has.", Hint.NEVER_RESTORE),
    /** The state has no entry at all. */
    STATE_EMPTY(CORRUPT, LEAVES_SEALED, "state.bin has no entry.", Hint.NEVER_RESTORE),
    /** An entry of the state cannot be decoded. */
    STATE_ENTRY_INVALID(CORRUPT, LEAVES_SEALED, "An entry of state.bin cannot be decoded.", Hint.NEVER_RESTORE),
    /** An entry of the state is longer than the rest of the state. */
    STATE_ENTRY_CUT(CORRUPT, LEAVES_SEALED, "The last entry of state.bin is cut off.", Hint.NEVER_RESTORE),
    /** The state lacks the keyring, or the entry is none. */
    KEYRING_MISSING(
            CORRUPT,
            LEAVES_SEALED,
            "core/keyring is missing or unreadable: no server can decrypt this snapshot.",
            Hint.NEVER_RESTORE),
    /** The state lacks the root key as the seal encrypted it, or the entry is none. */
    UNSEAL_KEYS_MISSING(
            CORRUPT,
            LEAVES_SEALED,
            "core/hsm/barrier-unseal-keys is missing or unreadable: no key share and no KMS key can unseal this"
                    + " snapshot.",
            Hint.NEVER_RESTORE),
    /** The seal configuration and the wrapped root key belong to two kinds of seal. */
    SEAL_MISMATCH(
            CORRUPT,
            LEAVES_SEALED,
            "core/seal-config names another kind of seal than the one that encrypted core/hsm/barrier-unseal-keys.",
            Hint.NEVER_RESTORE),
    /** The root key's entry is there, and is not what the keyring encrypts. */
    ROOT_KEY_INVALID(
            CORRUPT,
            LEAVES_SEALED,
            "core/root-key (in Vault core/master) is empty or unreadable: the server would seal itself again.",
            Hint.NEVER_RESTORE),
    /** The state lacks the root key as the keyring encrypted it. */
    ROOT_KEY_MISSING(
            CORRUPT,
            RESTORES,
            "core/root-key (in Vault core/master) is missing, which every initialised server has.",
            Hint.REMOVED_ENTRIES),
    /** The state lacks the seal configuration. */
    SEAL_CONFIG_MISSING(
            CORRUPT,
            LEAVES_SEALED,
            "core/seal-config is missing: a restored server could not be unsealed.",
            Hint.NEVER_RESTORE),
    /** The state lacks the table of mounts. */
    MOUNTS_MISSING(
            CORRUPT,
            LOSES_PART,
            LEAVES_SEALED,
            "No table of mounts (core/mounts) is in the state: no secret could be reached.",
            Hint.NEVER_RESTORE),
    /** The state lacks the table of auth mounts. */
    AUTH_MOUNTS_MISSING(
            CORRUPT,
            LOSES_PART,
            "No table of auth mounts (core/auth) is in the state: every auth method but tokens would be gone.",
            Hint.REMOVED_ENTRIES),
    /** A namespace with a seal of its own lacks the entry that says so. */
    NAMESPACE_SEAL_CONFIG_MISSING(
            CORRUPT,
            LEAVES_SEALED,
            "A namespace with a seal of its own lacks its core/seal-config: the whole server would never become"
                    + " active.",
            Hint.NEVER_RESTORE),
    /** A namespace with a seal of its own lacks another entry that it needs. */
    NAMESPACE_SEAL_INCOMPLETE(
            CORRUPT,
            LOSES_PART,
            "A namespace with a seal of its own lacks an entry that it needs: nothing in it could be read.",
            Hint.REMOVED_ENTRIES),
    /** The key shares are the root key itself, which OpenBao does not know. */
    LEGACY_SHAMIR(
            INTACT,
            LEAVES_SEALED,
            RESTORES,
            "The Shamir seal has the form from before Vault 1.3: Vault unseals it, OpenBao does not.",
            Hint.REKEY_ONCE),
    /** The seal configuration cannot be read. */
    SEAL_CONFIG_INVALID(
            INTACT,
            NOT_KNOWN,
            "core/seal-config is not JSON of the known form, so the seal's type and quorum are not known.",
            "Prove the snapshot by restoring it into a throw-away server, and report the server's version to us."),
    /** The sealed checksums, opened with the seal's key, are not those in the archive. */
    SEALED_SUMS_MISMATCH(
            CORRUPT,
            RESTORES,
            "SHA256SUMS.sealed, opened with the seal's key, has other checksums than SHA256SUMS.",
            Hint.CHANGED_AFTERWARDS),
    /** The sealed checksums should be opened, and could not be. */
    SEALED_SUMS_UNCHECKED(
            UNKNOWN,
            NOT_KNOWN,
            "SHA256SUMS.sealed could not be opened, so it is not known whether the server wrote this file.",
            "Use an identity that may call kms:Decrypt on the seal's key. Only an awskms seal can be opened this way."),
    /** The KMS key of the seal is disabled. */
    KMS_KEY_DISABLED(INTACT, LEAVES_SEALED, "The KMS key that unseals this snapshot is disabled.", Hint.ENABLE_KEY),
    /** The KMS key of the seal will be deleted. */
    KMS_KEY_PENDING_DELETION(
            INTACT,
            LEAVES_SEALED,
            "The KMS key that unseals this snapshot is scheduled for deletion.",
            Hint.CANCEL_DELETION),
    /** The KMS key of the seal does not exist. */
    KMS_KEY_MISSING(
            INTACT,
            LEAVES_SEALED,
            "The KMS key that unseals this snapshot does not exist.",
            "Migrate the running server to another seal now, while it is unsealed, and take another snapshot."),
    /** The KMS key of the seal is in another region than the snapshot says. */
    KMS_KEY_WRONG_REGION(
            INTACT,
            LEAVES_SEALED,
            "The KMS key that unseals this snapshot is not in the region that the snapshot names.",
            Hint.CHECK_REGION),
    /** KMS could not be asked about the key. */
    KMS_KEY_UNCHECKED(
            INTACT, NOT_KNOWN, "The KMS key that unseals this snapshot could not be checked.", Hint.NAME_SEAL_KEY),
    /** One of several keys of the seal is not usable, and another one is. */
    SEAL_KEY_SPARE_UNUSABLE(
            INTACT,
            RESTORES,
            "One of the keys that unseal this snapshot is not usable, and another one is.",
            Hint.REPAIR_SPARE_KEY),
    /** Nothing can tell whether the seal's key is alive. */
    SEAL_KEY_UNCHECKABLE(
            INTACT,
            NOT_KNOWN,
            "The key that unseals this snapshot is not in AWS KMS, and the verifier cannot look it up.",
            Hint.LOWER_PROOF_LEVEL),
    /** The raft index or term is lower than that of the last proven snapshot. */
    REGRESSION(
            SUSPECT,
            RESTORES,
            "The snapshot's raft index or term is lower than that of the last proven one: the server went back in"
                    + " time.",
            Hint.ACKNOWLEDGE),
    /** No mount of the last proven snapshot is in this one. */
    NEW_LINEAGE(
            SUSPECT,
            RESTORES,
            "None of the mounts of the last proven snapshot is in this one: it comes from another server.",
            Hint.ACKNOWLEDGE),
    /** Many entries of the last proven snapshot are gone. */
    MASS_DELETION(SUSPECT, RESTORES, "Many entries of the last proven snapshot are gone.", Hint.ACKNOWLEDGE),
    /** The size is far from that of the last proven snapshot. */
    SIZE_ANOMALY(
            INTACT,
            RESTORES,
            "The size of the state is far from that of the last proven snapshot.",
            Hint.COMPARE_GROWTH),
    /** Other bytes were written under the key of a snapshot that has a record. */
    OVERWRITTEN(
            SUSPECT,
            NOT_KNOWN,
            "Other bytes were written over a snapshot. The original stays in the bucket and is the one that counts.",
            Hint.ROTATE_WRITER),
    /** The object's key does not follow the grammar of snapshot keys. */
    KEY_UNRECOGNIZED(
            INTACT,
            NOT_KNOWN,
            "An object under snapshots/ has a key that no backup job writes.",
            "Find out who wrote it. Move it elsewhere: it is neither verified nor counted."),
    /** The key names a time in the future. */
    TAKEN_IN_FUTURE(
            INTACT,
            NOT_KNOWN,
            "The snapshot's key names a time in the future, so it does not count as the newest one.",
            Hint.CHECK_CLOCK),
    /** The object belongs to a cluster that is not in the settings. */
    CLUSTER_UNKNOWN(
            INTACT,
            NOT_KNOWN,
            "A snapshot arrived for a cluster that is not in the settings.",
            "Add the cluster to the settings and deploy, or remove its CronJob."),
    /** The object was gone when the verifier read it. */
    SNAPSHOT_GONE(
            UNKNOWN,
            NOT_KNOWN,
            "The snapshot was removed or replaced before it could be read.",
            "Look up who deleted it in CloudTrail (DeleteObject), and restore the deleted version of the object."),
    /** The store refused or did not answer. */
    STORE_UNAVAILABLE(
            UNKNOWN,
            NOT_KNOWN,
            "The snapshot could not be read: the store refused or did not answer.",
            Hint.CHECK_RIGHTS),
    /** The reading took longer than one run of the function may take. */
    VERIFICATION_TIMED_OUT(
            UNKNOWN,
            NOT_KNOWN,
            "The snapshot could not be read to its end within the time of one run of the verifier.",
            Hint.VERIFY_BY_HAND),
    /** The sweep found the snapshot, and its verification has not ended yet. */
    VERIFICATION_AWAITED(
            UNKNOWN,
            NOT_KNOWN,
            "The sweep found the snapshot without its event and asked for its verification, which has not ended yet.",
            Hint.FUNCTION_NOT_STARTED);

    private final Verdict verdict;
    private final Consequence inOpenBao;
    private final Consequence inVault;
    private final String meaning;
    private final String hint;

    FindingCode(Verdict verdict, Consequence consequence, String meaning, String hint) {
        this(verdict, consequence, consequence, meaning, hint);
    }

    FindingCode(Verdict verdict, Consequence inOpenBao, Consequence inVault, String meaning, String hint) {
        this.verdict = verdict;
        this.inOpenBao = inOpenBao;
        this.inVault = inVault;
        this.meaning = meaning;
        this.hint = hint;
    }

    /** Returns what the finding says about the snapshot; {@link Verdict#INTACT} makes it a warning. */
    public Verdict verdict() {
        return verdict;
    }

    /** Returns what restoring such a snapshot into OpenBao does. */
    public Consequence inOpenBao() {
        return inOpenBao;
    }

    /** Returns what restoring such a snapshot into Vault does. */
    public Consequence inVault() {
        return inVault;
    }

    /** Returns what restoring such a snapshot does, in words; each server's when they differ. */
    public String restoring() {
        return inOpenBao == inVault
                ? inOpenBao.text()
                : "into OpenBao: " + inOpenBao.text() + "; into Vault: " + inVault.text();
    }

    /** Returns one sentence that says what is wrong. The message of a finding has the details. */
    public String meaning() {
        return meaning;
    }

    /** Returns what a person should do next. */
    public String hint() {
        return hint;
    }

    /** Returns the anchor of this finding's section in {@code docs/runbook.md}, such as {@code sum-mismatch}. */
    public String runbookAnchor() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whether the bytes were not read, so that trying again may help. */
    public boolean meansUnread() {
        return this == SNAPSHOT_GONE
                || this == STORE_UNAVAILABLE
                || this == VERIFICATION_TIMED_OUT
                || this == VERIFICATION_AWAITED;
    }

    /** Returns whether the key that unseals the snapshot is not usable. That says nothing about the bytes. */
    public boolean meansKeyUnusable() {
        return this == KMS_KEY_DISABLED
                || this == KMS_KEY_PENDING_DELETION
                || this == KMS_KEY_MISSING
                || this == KMS_KEY_WRONG_REGION;
    }

    /** Returns whether an operator can acknowledge the finding. Wrong bytes cannot be acknowledged. */
    public boolean isAcknowledgeable() {
        return this == REGRESSION
                || this == NEW_LINEAGE
                || this == MASS_DELETION
                || this == SIZE_ANOMALY
                || this == OVERWRITTEN;
    }

    /**
     * Returns the constant of that name, or empty. Documents of a newer version may name codes that are unknown here.
     */
    public static Optional<FindingCode> ofName(String name) {
        return Ids.find(values(), FindingCode::name, name);
    }
}
