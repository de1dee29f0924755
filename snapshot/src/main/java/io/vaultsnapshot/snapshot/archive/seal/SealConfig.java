package io.vaultsnapshot.snapshot.archive.seal;

import static io.vaultsnapshot.contract.finding.FindingCode.SEAL_CONFIG_INVALID;
import static io.vaultsnapshot.contract.finding.FindingCode.SEAL_MISMATCH;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.record.Quorum;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.snapshot.archive.finding.Findings;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code core/seal-config} and {@code core/recovery-config}. Both are plain JSON: the barrier does not encrypt them,
 * since unsealing needs them.
 */
public final class SealConfig {
    private static final int DIGEST_BYTES = 8;

    private SealConfig() {}

    /**
     * Returns the seal, or empty after adding a finding that says why it is not known. It also adds one when the seal
     * is not the one that encrypted the root key. No value from the JSON except the type and the numbers of shares is
     * ever shown.
     *
     * @param rootKey the root key as the seal encrypted it, or null when there is none
     */
    public static Optional<SealInfo> parse(
            byte[] json,
            byte @Nullable [] rootKey,
            byte @Nullable [] recoveryJson,
            byte @Nullable [] recoveryKey,
            Findings findings) {
        try {
            JsonObject config = read(json);
            Quorum quorum = quorum(config);
            String type = config.text("type");
            if (!type.matches("[A-Za-z0-9_.-]{1,64}")) {
                throw new DocumentException("type", "is not a word");
            }
            requireReachable(quorum);
            Optional<WrappedRootKey> wrapped = Optional.ofNullable(rootKey).flatMap(WrappedRootKey::parse);
            if (wrapped.isPresent() && !wrapped.get().canBeOf(type)) {
                findings.add(
                        SEAL_MISMATCH,
                        "core/seal-config says " + type + ", and core/hsm/barrier-unseal-keys is encrypted by "
                                + wrapped.get().describe());
            }
            return Optional.of(new SealInfo(
                    type,
                    quorum.shares(),
                    quorum.threshold(),
                    recoveryJson == null ? null : recovery(recoveryJson),
                    wrapped.map(WrappedRootKey::keyIds).orElse(List.of()),
                    digest(rootKey),
                    digest(recoveryKey)));
        } catch (DocumentException invalid) {
            findings.add(SEAL_CONFIG_INVALID, "core/seal-config: " + invalid.getMessage());
            return Optional.empty();
        }
    }

    /** The limits are those of servers, which do not start with others. Source: OpenBao's vault/seal.go, Validate. */
    private static void requireReachable(Quorum quorum) {
        long shares = quorum.shares();
        long threshold = quorum.threshold();
        boolean reachable = threshold >= 1 && threshold <= shares && shares <= 255 && (shares == 1 || threshold > 1);
        if (!reachable) {
            throw new DocumentException(
                    "secret_threshold", "is " + threshold + " of " + shares + " shares, which servers refuse");
        }
    }

    private static @Nullable String digest(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(value);
            return HexFormat.of().formatHex(sha256, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /**
     * Returns whether the configuration states that no key is stored. Old Shamir seals stored none: their shares are
     * the root key itself.
     */
    public static boolean storesNoKey(byte[] json) {
        try {
            return read(json)
                    .optionalNumber("stored_shares")
                    .filter(stored -> stored == 0)
                    .isPresent();
        } catch (DocumentException unreadable) {
            return false;
        }
    }

    /** Recovery keys unseal nothing, so a configuration that cannot be read is left out without a finding. */
    private static @Nullable Quorum recovery(byte[] json) {
        try {
            return quorum(read(json));
        } catch (DocumentException unreadable) {
            return null;
        }
    }

    private static JsonObject read(byte[] json) {
        try {
            return new JsonObject(Json.read(json));
        } catch (MalformedJsonException notJson) {
            throw new DocumentException("value", "is not JSON");
        }
    }

    private static Quorum quorum(JsonObject config) {
        return new Quorum(config.number("secret_shares"), config.number("secret_threshold"));
    }
}
