package io.vaultsnapshot.verifier.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.AlertSeverity;
import io.vaultsnapshot.contract.ClusterState;
import io.vaultsnapshot.contract.FindingCode;
import io.vaultsnapshot.contract.ProofLevel;
import io.vaultsnapshot.contract.document.Alert;
import io.vaultsnapshot.contract.document.AlertKind;
import io.vaultsnapshot.contract.document.Finding;
import io.vaultsnapshot.contract.document.ProvenSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertMessageTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/alerts");
    private static final String KEY = "snapshots/demo/vault_20261123_020500.snap";
    private static final ProvenSnapshot PROVEN = new ProvenSnapshot(
            "snapshots/demo/vault_20261120_020500.snap",
            Instant.parse("2026-11-20T02:05:00Z"),
            Instant.parse("2026-11-20T02:06:00Z"),
            ProofLevel.UNSEALABLE);

    @ParameterizedTest
    @CsvSource({
        "INVALID,PROBLEM",
        "STALE,PROBLEM",
        "NEVER,PROBLEM",
        "UNKNOWN,PROBLEM",
        "STALE,REMINDER",
        "INVALID,RECOVERY"
    })
    void of_stateAndKind_readsAsAgreed(ClusterState state, AlertKind kind) throws IOException {
        AlertMessage message = AlertMessage.of(alert("demo", state, kind), "snapshots");
        String text = "Subject: " + message.subject() + "\n\n" + message.body();
        Path golden = GOLDEN.resolve((state + "-" + kind).toLowerCase(Locale.ROOT) + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertEquals(Files.readString(golden), text, "regenerate with mvn verify -Dgolden.update=true");
    }

    @ParameterizedTest
    @EnumSource(ClusterState.class)
    void of_longestClusterName_subjectFitsSns(ClusterState state) {
        for (AlertKind kind : AlertKind.values()) {
            String subject = AlertMessage.of(alert("c".repeat(100), state, kind), "snapshots")
                    .subject();
            assertTrue(subject.length() <= AlertMessage.SUBJECT_LIMIT, subject);
            assertTrue(subject.matches("[\\x20-\\x7e]+"), subject);
        }
    }

    @Test
    void of_alertWithoutProof_saysThatVaultCannotBeBroughtBack() {
        Alert alert = new Alert(
                "id",
                "demo",
                AlertKind.PROBLEM,
                ClusterState.NEVER,
                AlertSeverity.WARNING,
                ProofLevel.PRESENT,
                now(),
                now(),
                null,
                now(),
                null,
                List.of());
        assertTrue(AlertMessage.of(alert, "b").body().contains("cannot be brought back"));
    }

    private static Alert alert(String cluster, ClusterState state, AlertKind kind) {
        boolean aboutBytes = state == ClusterState.INVALID || state == ClusterState.UNKNOWN;
        FindingCode code = state == ClusterState.UNKNOWN ? FindingCode.STORE_UNAVAILABLE : FindingCode.TRUNCATED;
        boolean recovery = kind == AlertKind.RECOVERY;
        return new Alert(
                cluster + "/" + state.word() + "/" + kind.word() + "/" + now(),
                cluster,
                kind,
                state,
                recovery ? AlertSeverity.INFO : AlertSeverity.WARNING,
                aboutBytes ? ProofLevel.INTACT : ProofLevel.PRESENT,
                Instant.parse("2026-11-23T02:06:00Z"),
                now(),
                state == ClusterState.NEVER ? null : PROVEN,
                state == ClusterState.STALE || state == ClusterState.NEVER
                        ? Instant.parse("2026-11-23T02:00:00Z")
                        : null,
                aboutBytes || recovery ? KEY : null,
                aboutBytes && !recovery
                        ? List.of(new Finding(code, "the object ends after 512 of 66,000 bytes", 512L))
                        : List.of());
    }

    private static Instant now() {
        return Instant.parse("2026-11-23T02:45:00Z");
    }
}
