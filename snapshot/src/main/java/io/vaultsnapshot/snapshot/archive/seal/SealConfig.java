package io.vaultsnapshot.snapshot.archive.seal;

import static io.vaultsnapshot.contract.finding.FindingCode.SEAL_CONFIG_INVALID;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.record.Quorum;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.snapshot.archive.finding.Findings;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code core/seal-config} and {@code core/recovery-config}. Both are plain JSON: the barrier does not encrypt them,
 * since unsealing needs them.
 */
public final class SealConfig {
    private SealConfig() {}

    /**
     * Returns the seal, or empty after adding a finding that says why it is not known. No value from the JSON except
     * the type and the numbers of shares is ever shown.
     *
     * @param keys the keys outside of the snapshot that the seal needs
     */
    public static Optional<SealInfo> parse(
            byte[] json, byte @Nullable [] recoveryJson, List<String> keys, Findings findings) {
        try {
            JsonObject config = read(json);
            Quorum quorum = quorum(config);
            String type = config.text("type");
            if (!type.matches("[A-Za-z0-9_.-]{1,64}")) {
                throw new DocumentException("type", "is not a word");
            }
            if (type.equals(SealInfo.SHAMIR) && (quorum.threshold() < 1 || quorum.threshold() > quorum.shares())) {
                throw new DocumentException(
                        "secret_threshold",
                        "is " + quorum.threshold() + " of " + quorum.shares() + " shares, which cannot be reached");
            }
            Quorum recovery = recoveryJson == null ? null : recovery(recoveryJson);
            return Optional.of(new SealInfo(type, quorum.shares(), quorum.threshold(), recovery, keys));
        } catch (DocumentException invalid) {
            findings.add(SEAL_CONFIG_INVALID, "core/seal-config: " + invalid.getMessage());
            return Optional.empty();
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
