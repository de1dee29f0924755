package io.vaultsnapshot.contract.settings;

/**
 * One thing that is wrong with the settings.
 *
 * @param path where, such as {@code clusters[0].schedule}
 * @param text what is wrong and what is allowed
 */
public record SettingsProblem(String path, String text) {
    @Override
    public String toString() {
        return path + ": " + text;
    }
}
