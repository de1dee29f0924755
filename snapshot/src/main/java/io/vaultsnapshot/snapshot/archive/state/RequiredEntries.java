package io.vaultsnapshot.snapshot.archive.state;

import static io.vaultsnapshot.contract.finding.FindingCode.LEGACY_SHAMIR;
import static io.vaultsnapshot.contract.finding.FindingCode.NAMESPACE_SEAL_INCOMPLETE;
import static io.vaultsnapshot.contract.finding.FindingCode.STATE_EMPTY;

import io.vaultsnapshot.snapshot.archive.finding.Findings;
import io.vaultsnapshot.snapshot.archive.seal.SealConfig;

/** Checks every root of the state: the root namespace, and each namespace with a seal of its own. */
final class RequiredEntries {
    private final StateSummary state;
    private final Findings findings;

    private RequiredEntries(StateSummary state, Findings findings) {
        this.state = state;
        this.findings = findings;
    }

    /** Adds a finding for each entry that is missing, or is there and cannot be read. */
    static void check(StateSummary state, Findings findings) {
        if (state.entries() == 0) {
            findings.add(STATE_EMPTY, "state.bin has 0 bytes");
        } else {
            RequiredEntries required = new RequiredEntries(state, findings);
            required.check();
            state.namespaces().forEach(required::check);
            required.checkNumber();
        }
    }

    private void check() {
        for (RootEntry entry : RootEntry.values()) {
            if (entry == RootEntry.UNSEAL_KEYS && isLegacyShamirOfVault()) {
                findings.add(LEGACY_SHAMIR, "core/seal-config says that no key is stored, and none is");
            } else {
                state.root().require(entry, "", findings);
            }
        }
    }

    private void check(String uuid, SealRoot namespace) {
        if (namespace.isSealed()) {
            for (RootEntry entry : RootEntry.values()) {
                namespace.require(entry, StorageKeys.NAMESPACES + uuid + "/", findings);
            }
        }
    }

    private void checkNumber() {
        if (state.namespacesLeftOut()) {
            findings.add(
                    NAMESPACE_SEAL_INCOMPLETE,
                    "there are more than " + StateSummary.NAMESPACE_LIMIT
                            + " namespaces, of which the rest was not checked");
        }
    }

    /** Before Vault 1.3 the shares were the root key itself. OpenBao never unseals such a state. */
    private boolean isLegacyShamirOfVault() {
        return !state.root().has(RootEntry.UNSEAL_KEYS)
                && !state.isOfOpenBao()
                && state.sealConfig().map(SealConfig::storesNoKey).orElse(false);
    }
}
