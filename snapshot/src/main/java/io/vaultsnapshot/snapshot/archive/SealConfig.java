package io.vaultsnapshot.snapshot.archive;

import static io.vaultsnapshot.contract.finding.FindingCode.SEAL_CONFIG_INVALID;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.record.Quorum;
import io.vaultsnapshot.contract.record.SealInfo;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code core/seal-config} and {@code core/recovery-config}: plain JSON that the barrier does not encrypt, since
 * unsealing needs it.
 */
final class SealConfig {
    private SealConfig() {}

    /** Returns the seal, or empty after reporting why it cannot be told. The value itself is never shown. */
    static Optional<SealInfo> parse(byte[] json, byte @Nullable [] recoveryJson, List<String> keys, Findings findings) {
        try {
            JsonObject config = JsonText.parse(json).orElseThrow(() -> new DocumentException("value", "is not JSON"));
            Quorum quorum = quorum(config);
            String type = config.text("type");
            if (!type.matches("[A-Za-z0-9_.-]{1,64}")) {
                throw new DocumentException("type", "is not a word");
            }
            if (type.equals(SealInfo.SHAMIR) && (quorum.threshold() < 1 || quorum.threshold() > quorum.shares())) {
                throw new DocumentException(
                        "secret_threshold",
                        "is " + quorum.threshold() + " of " + quorum.shares() + " shares, which nobody can reach");
            }
            Quorum recovery = recoveryJson == null ? null : recovery(recoveryJson);
            return Optional.of(new SealInfo(type, quorum.shares(), quorum.threshold(), recovery, keys));
        } catch (DocumentException invalid) {
            findings.add(SEAL_CONFIG_INVALID, "core/seal-config: " + invalid.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Returns whether the configuration says outright that no key is stored: a Shamir seal from before the servers
     * stored one, whose shares are the root key itself.
     */
    static boolean storesNoKey(byte[] json) {
        try {
            return JsonText.parse(json)
                    .flatMap(config -> config.optionalNumber("stored_shares"))
                    .filter(stored -> stored == 0)
                    .isPresent();
        } catch (DocumentException unreadable) {
            return false;
        }
    }

    /** Recovery keys unseal nothing, so what cannot be read about them is left out without much ado. */
    private static @Nullable Quorum recovery(byte[] json) {
        try {
            return JsonText.parse(json).map(SealConfig::quorum).orElse(null);
        } catch (DocumentException unreadable) {
            return null;
        }
    }

    private static Quorum quorum(JsonObject config) {
        return new Quorum(config.number("secret_shares"), config.number("secret_threshold"));
    }
}
