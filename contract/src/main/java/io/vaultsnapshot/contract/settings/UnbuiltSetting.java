package io.vaultsnapshot.contract.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * Settings that are designed and not built yet. Each is refused, because a setting that does nothing is a promise that is
 * not kept. What builds one moves it from here to {@link FleetSetting} or {@link ClusterSetting}.
 */
public enum UnbuiltSetting {
    /** How long nothing can delete a snapshot. */
    LOCK_DAYS(
            "lockDays",
            Place.FLEET,
            "the bucket has no Object Lock, so an administrator can delete a snapshot at any time");

    private enum Place {
        FLEET,
        CLUSTER
    }

    private final String key;
    private final Place place;
    private final String instead;

    UnbuiltSetting(String key, Place place, String instead) {
        this.key = key;
        this.place = place;
        this.instead = instead;
    }

    /** Returns those that stand at the top of the settings. */
    public static List<UnbuiltSetting> ofFleet() {
        return at(Place.FLEET);
    }

    /** Returns those that stand in each cluster's settings. */
    public static List<UnbuiltSetting> ofCluster() {
        return at(Place.CLUSTER);
    }

    private static List<UnbuiltSetting> at(Place place) {
        return Stream.of(values()).filter(each -> each.place == place).toList();
    }

    /** Returns the key as it would be written in JSON. */
    public String key() {
        return key;
    }

    /** Returns what happens instead, as part of a sentence. */
    public String instead() {
        return instead;
    }

    String refusal() {
        return "is not built yet: " + instead + "; remove it";
    }
}
