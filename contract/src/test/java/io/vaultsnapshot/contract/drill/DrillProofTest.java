package io.vaultsnapshot.contract.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.document.DocumentException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DrillProofTest {
    private static final Instant START = Instant.parse("2026-11-01T04:00:09Z");
    private static final String SHA256 = "0a".repeat(32);

    @Test
    void of_fullProof_isReadBack() {
        DrillProof proof = full();

        assertEquals(proof, DrillProof.of(proof.toMap()));
        assertEquals("drills/prod/drill_20261101_040009.json", proof.run().key().format());
    }

    @Test
    void of_drillThatGotNowhere_hasOnlyItsEnd() {
        Map<String, Object> document = new LinkedHashMap<>(full().toMap());
        document.keySet().retainAll(List.of("schema", "cluster", "startedAt", "endedAt", "result"));

        DrillProof proof = DrillProof.of(document);

        assertEquals("", proof.run().message());
        assertEquals(null, proof.snapshot());
        assertEquals(new DrillReading(null, null, null, null), proof.reading());
    }

    @ParameterizedTest
    @MethodSource("hostileFields")
    void of_fieldOfAnotherForm_isRefusedWithoutRepeatingIt(String object, String field, Object value) {
        Map<String, Object> document = mutable(full().toMap());
        @SuppressWarnings("unchecked")
        Map<String, Object> holder = object.isEmpty() ? document : (Map<String, Object>) document.get(object);
        holder.put(field, value);

        DocumentException refusal = assertThrows(DocumentException.class, () -> DrillProof.of(document));

        assertFalse(String.valueOf(refusal.getMessage()).contains("EVIL"), refusal.getMessage());
    }

    static Stream<Arguments> hostileFields() {
        return Stream.of(
                Arguments.of("", "result", "EVIL"),
                Arguments.of("", "result", "restored"),
                Arguments.of("", "cluster", "EVIL/.."),
                Arguments.of("", "endedAt", START.minusSeconds(1).toString()),
                Arguments.of("", "message", "EVIL\n"),
                Arguments.of("", "message", "x".repeat(1_001)),
                Arguments.of("", "mounts", -1),
                Arguments.of("", "readAfterSeconds", 1.5),
                Arguments.of("", "steps", List.of("EVIL")),
                Arguments.of(
                        "",
                        "steps",
                        Stream.generate(() -> step().toMap()).limit(41).toList()),
                Arguments.of("snapshot", "key", "drills/prod/drill_20261101_040009.json"),
                Arguments.of("snapshot", "sha256", "0A".repeat(32)),
                Arguments.of("snapshot", "versionId", "EVIL version"),
                Arguments.of("snapshot", "bytes", -1),
                Arguments.of("server", "product", "EVIL"),
                Arguments.of("server", "version", "1.2\n"),
                Arguments.of("canary", "nonce", "EVIL nonce"),
                Arguments.of("canary", "nonce", "x".repeat(129)),
                Arguments.of("canary", "writtenAt", "EVIL"));
    }

    @Test
    void canaryParse_metadataFromOutside_isCheckedAndNeverThrows() {
        assertEquals(Optional.of(new Canary("abc-1", START)), Canary.parse("abc-1", START.toString()));
        for (String nonce : List.of("", " ", "a b", "ä", "x".repeat(129), "a\n")) {
            assertEquals(Optional.empty(), Canary.parse(nonce, START.toString()), nonce);
        }
        for (String time : List.of("", "yesterday", "2026-11-01", "9".repeat(1_000))) {
            assertEquals(Optional.empty(), Canary.parse("abc", time), time);
        }
        assertEquals(Optional.empty(), Canary.parse(null, START.toString()));
        assertEquals(Optional.empty(), Canary.parse("abc", null));
    }

    @Test
    void outcomes_everyOne_hasTextsAnchorAndName() {
        Stream.<DrillOutcome>concat(Stream.of(DrillResult.values()), Stream.of(ProofFinding.values()))
                .forEach(outcome -> {
                    assertTrue(outcome.meaning().endsWith("."), outcome.meaning());
                    assertTrue(outcome.hint().endsWith("."), outcome.hint());
                    assertTrue(outcome.runbookAnchor().matches("drill(-[a-z]+)+"), outcome.runbookAnchor());
                    assertEquals(Optional.of(outcome), DrillOutcome.ofName(outcome.name()));
                });
    }

    private static DrillProof full() {
        return new DrillProof(
                new DrillRun("prod", START, START.plusSeconds(90), DrillResult.RESTORED, "all read back"),
                new DrilledSnapshot(new SnapshotKey("prod", START.minusSeconds(7_200)), "v.1", SHA256, 12_345),
                new DrillServer("openbao", "2.6.2"),
                new DrillReading(new Canary("abc-1", START.minusSeconds(7_205)), 4L, 30L, 31L),
                List.of(step()));
    }

    private static DrillStep step() {
        return new DrillStep("restore", START, 12, DrillStep.OK);
    }

    private static Map<String, Object> mutable(Map<String, Object> map) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.replaceAll((field, value) -> value instanceof Map<?, ?> nested ? new LinkedHashMap<>(nested) : value);
        return copy;
    }
}
