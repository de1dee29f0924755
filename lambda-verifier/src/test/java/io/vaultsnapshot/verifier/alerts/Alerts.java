package io.vaultsnapshot.verifier.alerts;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.alert.AlertSeverity;
import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.contract.health.ProofLevel;
import io.vaultsnapshot.contract.record.ProvenSnapshot;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alerts for tests, as the state machine would decide them. */
public final class Alerts {
    static final AlertLinks LINKS = new AlertLinks("snapshots", "docs/runbook.md");

    private static final Instant NOW = Instant.parse("2026-11-23T02:45:00Z");
    private static final String KEY = "snapshots/demo/vault_20261123_020500.snap";
    private static final ProvenSnapshot PROVEN = new ProvenSnapshot(
            "snapshots/demo/vault_20261120_020500.snap",
            Instant.parse("2026-11-20T02:05:00Z"),
            Instant.parse("2026-11-20T02:06:00Z"),
            ProofLevel.UNSEALABLE);

    private Alerts() {}

    /** Returns an alert about a state. */
    public static Alert alert(String cluster, ClusterState state, AlertKind kind) {
        boolean late = state == ClusterState.STALE || state == ClusterState.NEVER;
        return new Alert(
                String.join("/", cluster, state.id(), kind.id(), NOW.toString()),
                cluster,
                kind,
                state,
                severity(state, kind),
                state == ClusterState.UNPROVEN ? ProofLevel.RESTORED : ProofLevel.NONE,
                Instant.parse("2026-11-23T02:06:00Z"),
                NOW,
                state == ClusterState.NEVER ? null : PROVEN,
                late && kind != AlertKind.RECOVERY ? Instant.parse("2026-11-23T02:00:00Z") : null,
                isAboutBytes(state, kind) || kind == AlertKind.RECOVERY ? KEY : null,
                findings(state, kind));
    }

    static Alert selfTest() {
        return new Alert(
                "alert-path-self-test/snapshots/alert-path-self-test/vault_20261123_100500.snap",
                SelfTest.CLUSTER,
                AlertKind.PROBLEM,
                ClusterState.INVALID,
                AlertSeverity.INFO,
                ProofLevel.INTACT,
                NOW,
                NOW,
                null,
                null,
                "snapshots/alert-path-self-test/vault_20261123_100500.snap",
                findings(ClusterState.INVALID, AlertKind.PROBLEM));
    }

    private static AlertSeverity severity(ClusterState state, AlertKind kind) {
        if (kind == AlertKind.RECOVERY || kind == AlertKind.NOTICE || kind == AlertKind.CHANGE) {
            return AlertSeverity.INFO;
        }
        return state == ClusterState.INVALID || state == ClusterState.NEVER
                ? AlertSeverity.CRITICAL
                : AlertSeverity.WARNING;
    }

    private static boolean isAboutBytes(ClusterState state, AlertKind kind) {
        return state == ClusterState.INVALID
                || state == ClusterState.UNKNOWN
                || (state == ClusterState.HEALTHY && kind == AlertKind.NOTICE);
    }

    private static List<Finding> findings(ClusterState state, AlertKind kind) {
        FindingCode code = code(state);
        return code == null || kind == AlertKind.RECOVERY
                ? List.of()
                : List.of(new Finding(code, "what was found, with the numbers", 512L));
    }

    private static @Nullable FindingCode code(ClusterState state) {
        return switch (state) {
            case INVALID -> FindingCode.TRUNCATED;
            case UNKNOWN -> FindingCode.STORE_UNAVAILABLE;
            case HEALTHY -> FindingCode.SEAL_CONFIG_INVALID;
            default -> null;
        };
    }
}
