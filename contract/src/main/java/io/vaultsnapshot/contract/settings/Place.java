package io.vaultsnapshot.contract.settings;

/**
 * An account and a region.
 *
 * @param account 12 digits, or empty when the settings have no account that can be used
 * @param region a region, or empty when the settings have none that can be used
 */
record Place(String account, String region) {
    boolean isKnown() {
        return !account.isEmpty() && !region.isEmpty();
    }
}
