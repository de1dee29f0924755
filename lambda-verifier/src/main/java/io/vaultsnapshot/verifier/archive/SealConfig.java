package io.vaultsnapshot.verifier.archive;

import static io.vaultsnapshot.contract.FindingCode.SEAL_CONFIG_INVALID;

import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.document.SealInfo;
import java.util.Optional;

/** {@code core/seal-config}: the one entry of interest that the barrier does not encrypt, since unsealing needs it. */
final class SealConfig {
    private SealConfig() {}

    /** Returns the seal, or empty after reporting why it cannot be told. The value itself is never shown. */
    static Optional<SealInfo> parse(byte[] json, Findings findings) {
        try {
            JsonObject config = JsonText.parse(json).orElseThrow(() -> new DocumentException("value", "is not JSON"));
            SealInfo seal = new SealInfo(
                    config.text("type"), config.number("secret_shares"), config.number("secret_threshold"));
            if (!seal.type().matches("[A-Za-z0-9_.-]{1,64}")) {
                throw new DocumentException("type", "is not a word");
            }
            if (seal.type().equals(SealInfo.SHAMIR) && (seal.threshold() < 1 || seal.threshold() > seal.shares())) {
                throw new DocumentException(
                        "secret_threshold",
                        "is " + seal.threshold() + " of " + seal.shares() + " shares, which nobody can reach");
            }
            return Optional.of(seal);
        } catch (DocumentException invalid) {
            findings.add(SEAL_CONFIG_INVALID, "core/seal-config: " + invalid.getMessage());
            return Optional.empty();
        }
    }
}
