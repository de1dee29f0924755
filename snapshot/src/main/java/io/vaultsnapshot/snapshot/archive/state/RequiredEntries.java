package io.vaultsnapshot.snapshot.archive.state;

import static io.vaultsnapshot.contract.finding.FindingCode.KEYRING_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.ROOT_KEY_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.SEAL_CONFIG_MISSING;
import static io.vaultsnapshot.contract.finding.FindingCode.STATE_EMPTY;
import static io.vaultsnapshot.contract.finding.FindingCode.UNSEAL_KEYS_MISSING;

import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.snapshot.archive.finding.Findings;
import io.vaultsnapshot.snapshot.archive.seal.SealConfig;

/** The entries that every initialised server has, and without which a restored one cannot be unsealed. */
final class RequiredEntries {
    private final StateSummary state;
    private final Findings findings;

    private RequiredEntries(StateSummary state, Findings findings) {
        this.state = state;
        this.findings = findings;
    }

    /** Adds a finding for each entry that is missing or empty. */
    static void check(StateSummary state, Findings findings) {
        if (state.entries() == 0) {
            findings.add(STATE_EMPTY, "state.bin has 0 bytes");
        } else {
            new RequiredEntries(state, findings).check();
        }
    }

    private void check() {
        require(state.hasKeyring(), KEYRING_MISSING, "core/keyring");
        require(state.hasSealConfig(), SEAL_CONFIG_MISSING, "core/seal-config");
        boolean storesNoKey = state.sealConfig().map(SealConfig::storesNoKey).orElse(false);
        require(state.unsealKeys() != null || storesNoKey, UNSEAL_KEYS_MISSING, "core/hsm/barrier-unseal-keys");
        require(state.hasRootKey(), ROOT_KEY_MISSING, "core/root-key or core/master");
    }

    private void require(boolean present, FindingCode missing, String key) {
        if (!present) {
            findings.add(missing, "none of the " + state.entries() + " entries is a filled " + key);
        }
    }
}
