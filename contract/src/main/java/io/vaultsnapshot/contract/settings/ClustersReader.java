package io.vaultsnapshot.contract.settings;

import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.schedule.CronSchedule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Reads the list of clusters, and checks what must hold between them. */
final class ClustersReader {
    private final Place home;
    private final PlaceRules places;
    private final Map<String, String> pathByName = new HashMap<>();
    private final Map<String, String> pathByWriterRole = new HashMap<>();
    private final Set<String> sharedWriterRoles = new HashSet<>();
    private final Map<CronSchedule, CronSchedule> schedules = new HashMap<>();

    /**
     * Creates it.
     *
     * @param home the account and the region of the bucket; when one is empty, the settings are refused anyway
     */
    ClustersReader(Place home) {
        this.home = home;
        this.places = new PlaceRules(home);
    }

    List<ClusterSettings> read(List<JsonBlock> blocks) {
        List<ClusterSettings> clusters = new ArrayList<>();
        blocks.forEach(block -> read(block).ifPresent(clusters::add));
        return clusters;
    }

    private Optional<ClusterSettings> read(JsonBlock block) {
        int before = block.problemCount();
        block.refuseOtherKeysThan(SettingsParser.keysOf(ClusterSetting.values()));
        Given<ClusterSettings> given = Given.read(block, ClusterSetting.values());
        checkReviewer(block, given);
        checkTls(block, given);
        if (!given.has(ClusterSetting.NAME)) {
            return Optional.empty();
        }
        UnaryOperator<CronSchedule> known = schedule -> schedules.computeIfAbsent(schedule, same -> same);
        ClusterSettings cluster = new ClusterSettings(given, home, known);
        boolean isNew = checkName(block, cluster.name());
        checkWriterRole(block, given, cluster);
        if (isNew
                && Stream.of(ClusterSetting.EKS_CLUSTER_NAME, ClusterSetting.ACCOUNT, ClusterSetting.REGION)
                        .noneMatch(given::hasRefused)) {
            places.check(block, cluster);
        }
        if (block.problemCount() == before) {
            RecoveryRules.check(block, given, cluster);
            DrillRules.check(block, given, cluster);
        }
        return block.problemCount() == before ? Optional.of(cluster) : Optional.empty();
    }

    /** Returns whether no other cluster has the name. */
    private boolean checkName(JsonBlock block, String name) {
        if (name.equals(StatusKey.RESERVED_CLUSTER_NAME)) {
            block.problem(
                    ClusterSetting.NAME,
                    "'" + name + "' is reserved: its status would overwrite " + StatusKey.FLEET_INDEX);
        }
        if (SelfTest.isOf(name)) {
            block.problem(
                    ClusterSetting.NAME,
                    "'" + name + "' is reserved: snapshots under " + SelfTest.prefix() + " are damaged on purpose");
        }
        String sameName = pathByName.putIfAbsent(name, block.path());
        if (sameName != null) {
            block.problem(ClusterSetting.NAME, "'" + name + "' is already used by " + sameName + ClusterSetting.NAME);
        }
        return sameName == null;
    }

    private void checkWriterRole(JsonBlock block, Given<ClusterSettings> given, ClusterSettings cluster) {
        if (given.hasRefused(ClusterSetting.WRITER_ROLE)) {
            return;
        }
        String role = cluster.get(ClusterSetting.WRITER_ROLE);
        try {
            ClusterSetting.WRITER_ROLE.form().read(role);
        } catch (IllegalArgumentException tooLong) {
            block.problem(ClusterSetting.WRITER_ROLE, "is missing, and its default " + tooLong.getMessage());
            return;
        }
        boolean isShared = cluster.get(ClusterSetting.IDENTITY) == PodRole.POD_IDENTITY;
        if (!isShared || sharedWriterRoles.add(role)) {
            checkUnique(block, role);
        }
        if (cluster.drillSchedule().isPresent()) {
            checkDrillRole(block, cluster.drillRole());
        }
    }

    private void checkDrillRole(JsonBlock block, String role) {
        try {
            ClusterSetting.WRITER_ROLE.form().read(role);
            checkUnique(block, role);
        } catch (IllegalArgumentException tooLong) {
            block.problem(
                    ClusterSetting.WRITER_ROLE,
                    "is too long for the role of the drill, which follows from it: " + tooLong.getMessage());
        }
    }

    private void checkUnique(JsonBlock block, String role) {
        // IAM keeps the case of a role's name and does not let two names differ by it alone.
        String sameRole = pathByWriterRole.putIfAbsent(role.toLowerCase(Locale.ROOT), block.path());
        if (sameRole != null) {
            block.problem(
                    ClusterSetting.WRITER_ROLE,
                    "'" + role + "' is already used by " + sameRole + ClusterSetting.WRITER_ROLE
                            + "; each cluster needs its own, and IAM does not let names differ by case alone");
        }
    }

    /** Nothing would look at a CA or at a certificate's name. */
    private static void checkTls(JsonBlock block, Given<ClusterSettings> given) {
        ServerUrl address = given.find(ClusterSetting.VAULT_ADDRESS).orElse(null);
        boolean plain = address == null
                ? !given.hasRefused(ClusterSetting.VAULT_ADDRESS)
                : address.scheme().equals("http");
        for (ClusterSetting<?> setting :
                List.of(ClusterSetting.VAULT_CA_CONFIG_MAP, ClusterSetting.VAULT_TLS_SERVER_NAME)) {
            if (plain && given.has(setting)) {
                block.problem(
                        setting,
                        "is for TLS, and " + ClusterSetting.VAULT_ADDRESS
                                + (address == null ? " is left out, so it is http://" : " is " + address)
                                + "; give the server's https:// address");
            }
        }
    }

    /** Elsewhere the default is wrong, and that shows only when the server is configured. */
    private static void checkWhereTheServerRuns(JsonBlock block, Given<ClusterSettings> given) {
        given.find(ClusterSetting.VAULT_ADDRESS)
                .filter(address -> !address.isService())
                .ifPresent(address -> block.problem(
                        ClusterSetting.TOKEN_REVIEWER,
                        "is missing, and " + ClusterSetting.VAULT_ADDRESS + " " + address
                                + " is no Service of the cluster; say where the server runs: "
                                + TokenReviewer.SECRET.id() + " (elsewhere), or " + TokenReviewer.IN_CLUSTER.id()
                                + " (in a pod of this cluster, behind that address)"));
    }

    private static void checkReviewer(JsonBlock block, Given<ClusterSettings> given) {
        if (!given.has(ClusterSetting.TOKEN_REVIEWER) && !given.hasRefused(ClusterSetting.TOKEN_REVIEWER)) {
            checkWhereTheServerRuns(block, given);
        }
        boolean elsewhere = given.find(ClusterSetting.TOKEN_REVIEWER)
                .filter(reviewer -> reviewer == TokenReviewer.SECRET)
                .isPresent();
        if (elsewhere
                && !given.has(ClusterSetting.KUBERNETES_HOST)
                && !given.hasRefused(ClusterSetting.KUBERNETES_HOST)) {
            block.problem(
                    ClusterSetting.KUBERNETES_HOST,
                    "is missing; a server outside the cluster (" + ClusterSetting.TOKEN_REVIEWER + " "
                            + TokenReviewer.SECRET.id() + ") needs " + ClusterSetting.KUBERNETES_HOST.allowed()
                            + " of the API server");
        }
    }
}
