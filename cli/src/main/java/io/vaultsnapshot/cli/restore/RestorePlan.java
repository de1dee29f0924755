package io.vaultsnapshot.cli.restore;

import io.vaultsnapshot.contract.document.Schema;
import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.record.ArchiveReport;
import io.vaultsnapshot.contract.record.Quorum;
import io.vaultsnapshot.contract.record.SealInfo;
import io.vaultsnapshot.contract.record.SnapshotMeta;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A restore with all that can be known before it begins.
 *
 * @param target where to
 * @param snapshot what
 * @param values the values of the commands' variables
 * @param steps the steps in their order
 */
public record RestorePlan(
        RestoreTarget target, ChosenSnapshot snapshot, Map<RestoreVariable, String> values, List<RestoreStep> steps) {
    /** Copies the collections. */
    public RestorePlan {
        values = new EnumMap<>(values);
        steps = List.copyOf(steps);
    }

    /**
     * Makes the plan of a snapshot.
     *
     * @param given the variables that do not follow from the snapshot
     * @throws IllegalArgumentException if the snapshot's record does not tell how it is unsealed
     */
    public static RestorePlan of(RestoreTarget target, ChosenSnapshot snapshot, Map<RestoreVariable, String> given) {
        SealInfo seal = snapshot.record().seal();
        ArchiveReport archive = snapshot.record().archive();
        if (seal == null || archive == null) {
            throw new IllegalArgumentException(
                    "the record of " + snapshot.record().key().format() + " does not say how its server is unsealed, so"
                            + " there is no plan for it");
        }
        Map<RestoreVariable, String> values = new EnumMap<>(given);
        values.put(RestoreVariable.CLUSTER, snapshot.record().key().cluster());
        values.put(RestoreVariable.KEY, snapshot.record().key().format());
        values.put(RestoreVariable.VERSION_ID, versionId(snapshot));
        values.put(RestoreVariable.SHA256, archive.sha256());
        Quorum recovery = seal.recovery();
        Quorum holders = recovery == null ? new Quorum(seal.shares(), seal.threshold()) : recovery;
        values.put(RestoreVariable.SHARES, Long.toString(holders.shares()));
        values.put(RestoreVariable.THRESHOLD, Long.toString(holders.threshold()));
        if (!seal.keys().isEmpty()) {
            values.put(RestoreVariable.KEY_ARN, seal.keys().get(0));
        }
        Canary canary = snapshot.record().snapshot().canary();
        if (canary != null) {
            values.put(RestoreVariable.NONCE, canary.nonce());
        }
        return new RestorePlan(target, snapshot, values, RestoreProcedure.of(target, seal.isShamir(), canary != null));
    }

    /** The bucket's owner may be an attacker, and the text ends in a terminal. */
    private static String versionId(ChosenSnapshot snapshot) {
        String version = String.valueOf(snapshot.record().versionId());
        if (!version.matches("[A-Za-z0-9._+/=-]{1,1024}")) {
            throw new IllegalArgumentException(
                    "the record of " + snapshot.record().key().format() + " has a version that S3 does not give");
        }
        return version;
    }

    /** Returns a step's command with this plan's values. */
    public String commandOf(RestoreStep step) {
        return new CommandText(values).filled(step.command());
    }

    /** Returns the raft index of the snapshot, or null when its metadata could not be read. */
    @Nullable
    Long index() {
        ArchiveReport archive = snapshot.record().archive();
        SnapshotMeta meta = archive == null ? null : archive.meta();
        return meta == null ? null : meta.index();
    }

    /** Returns the document's form. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(Schema.FIELD, Schema.RESTORE_PLAN.text());
        map.put("cluster", snapshot.record().key().cluster());
        map.put("into", target.id());
        map.put("key", snapshot.record().key().format());
        map.put("versionId", snapshot.record().versionId());
        map.put("why", snapshot.why());
        map.put("verdict", snapshot.record().verdict().id());
        map.put("level", snapshot.record().level().id());
        map.put("steps", steps.stream().map(this::toMap).toList());
        return map;
    }

    private Map<String, Object> toMap(RestoreStep step) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("step", step.name());
        map.put("title", step.title());
        map.put("why", step.why());
        map.put("command", commandOf(step));
        map.put("expected", step.expected());
        return map;
    }
}
