package io.vaultsnapshot.contract.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.Alert;
import io.vaultsnapshot.contract.drill.DrillProof;
import io.vaultsnapshot.contract.finding.Finding;
import io.vaultsnapshot.contract.finding.FindingCode;
import io.vaultsnapshot.contract.record.Acknowledgement;
import io.vaultsnapshot.contract.record.ChainHead;
import io.vaultsnapshot.contract.record.DrillRecord;
import io.vaultsnapshot.contract.record.RetentionRecord;
import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.retention.RetentionLedger;
import io.vaultsnapshot.contract.run.JobRun;
import io.vaultsnapshot.contract.status.ClusterStatus;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.testing.GeneratedBlock;
import java.io.IOException;
import java.lang.reflect.Field;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentsTest {
    /** Fields that may be absent, wherever they stand unless said below; others are required. */
    private static final Set<String> OPTIONAL = Set.of(
            "versionId",
            "sha256",
            "meta",
            "seal",
            "serverVersions",
            "findings",
            "offset",
            "acknowledged",
            "recovery",
            "keys",
            "rootKeyDigest",
            "recoveryKeyDigest",
            "sealedNamespaces",
            "servers",
            "kinds",
            "mountIds",
            "chainLink",
            "previousKey",
            "previousSha256",
            "signature",
            "codes",
            "lastProven",
            "newest",
            "lastAlertAt",
            "pausedUntil",
            "unknownSince",
            "noticed",
            "levels",
            "runs",
            "undelivered",
            "dueAt",
            "snapshot",
            "canary",
            "drill",
            "drills",
            "overwritten",
            "last",
            "bytes",
            "sizes",
            "next",
            "lastDrill",
            "drillsSince",
            "alerts",
            "proven",
            "superseded",
            "released",
            "known",
            "decidedAt",
            "job",
            "backupJob",
            "replica",
            "copies",
            "newestCopy",
            "seenAt",
            "lag",
            "outage",
            "failingSince",
            "lastSuccess",
            "run",
            "step",
            "error");

    /** Fields that are written for readers without this code and not read back. */
    private static final Set<String> DERIVED =
            Set.of("hint", "meaning", "consequence", "algorithm", "state", "missing", "takenAt");

    /** Names of entries in maps by name. */
    private static final Set<String> ENTRIES =
            Set.of("core", "logical", "secrets", "prod", "present", "intact", "unsealable", "restored");

    /** A program that reads a document finds its shape on the page. */
    @Test
    void docs_everySchema_isOnThePage() throws IOException, IllegalAccessException {
        String page = Files.readString(Path.of("../docs/documents.md"));
        for (Field field : Schema.class.getFields()) {
            if (field.getType() == Schema.class) {
                assertTrue(page.contains(((Schema) field.get(null)).text()), field::getName);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void docs_example_isTheDocument(String name, Map<String, Object> document) throws IOException {
        GeneratedBlock.check(
                "docs/documents.md", "example-" + name, "\n```json\n" + Json.pretty(document) + "\n```\n\n");
    }

    @Test
    void docs_examplesOfDrills_areTheDocuments() throws IOException {
        Map<String, Object> proof = Documents.drill().toMap();
        Map<String, Object> record = Documents.drillRecord().toMap();
        GeneratedBlock.check("docs/documents.md", "example-drill", "\n```json\n" + Json.pretty(proof) + "\n```\n\n");
        record.remove("proof");
        GeneratedBlock.check(
                "docs/documents.md", "example-drill-record", "\n```json\n" + Json.pretty(record) + "\n```\n\n");
        assertEquals(Documents.drill(), DrillProof.of(proof));
        assertEquals(
                Documents.drillRecord(), DrillRecord.of(Documents.drillRecord().toMap()));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void of_documentOfEveryField_isTheRecord(
            String name, Map<String, Object> document, Function<Map<?, ?>, Object> reader, Object expected) {
        assertEquals(expected, reader.apply(document), name);
    }

    static Stream<Arguments> documents() {
        Function<Map<?, ?>, Object> alerts = map -> Alert.of(new JsonObject(map));
        return Stream.of(
                document("verification-record", Documents.record().toMap(), VerificationRecord::of, Documents.record()),
                document("cluster-status", Documents.status().toMap(), ClusterStatus::of, Documents.status()),
                document("job-run", Documents.jobRun().toMap(), JobRun::of, Documents.jobRun()),
                document("fleet-index", Documents.index().toMap(), FleetIndex::of, Documents.index()),
                document(
                        "retention-record",
                        Documents.retentionRecord().toMap(),
                        RetentionRecord::of,
                        Documents.retentionRecord()),
                document(
                        "retention-ledger",
                        Documents.retentionLedger().toMap(),
                        RetentionLedger::of,
                        Documents.retentionLedger()),
                document("chain-head", Documents.chainHead().toMap(), ChainHead::of, Documents.chainHead()),
                document(
                        "acknowledgement",
                        Documents.acknowledgement().toMap(),
                        Acknowledgement::of,
                        Documents.acknowledgement()),
                document("alert", Documents.alert().toMap(), alerts, Documents.alert()));
    }

    @Test
    void acknowledged_wrongBytes_changesNothing() {
        Acknowledgement word = new Acknowledgement(
                Documents.record().snapshot(),
                List.of(FindingCode.TRAILING_DATA),
                "let it be",
                Documents.TAKEN_AT,
                "kim");

        assertEquals(Documents.record(), Documents.record().acknowledged(word));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void of_fieldMissingOrNull_isNamedUnlessOptional(
            String name, Map<String, Object> document, Function<Map<?, ?>, Object> reader) {
        for (List<Object> path : paths(document)) {
            Object field = path.get(path.size() - 1);
            if (!(field instanceof String leaf) || isDerived(path) || ENTRIES.contains(leaf)) {
                continue;
            }
            for (Map<String, Object> without :
                    List.of(edited(document, path, Edit.REMOVE), edited(document, path, Edit.NULL))) {
                if (isOptional(path)) {
                    assertNotNull(reader.apply(without), leaf);
                } else {
                    DocumentException exception =
                            assertThrows(DocumentException.class, () -> reader.apply(without), name + " " + path);
                    assertEquals("field '" + leaf + "' is missing", exception.getMessage(), name + " " + path);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void of_fieldOfAnotherType_isNamed(String name, Map<String, Object> document, Function<Map<?, ?>, Object> reader) {
        for (List<Object> path : paths(document)) {
            Object field = path.get(path.size() - 1);
            if (field instanceof String leaf && !isDerived(path)) {
                Map<String, Object> wrong = edited(document, path, Edit.OTHER_TYPE);
                DocumentException exception =
                        assertThrows(DocumentException.class, () -> reader.apply(wrong), name + " " + path);
                assertTrue(exception.getMessage().startsWith("field '" + leaf + "' is not "), exception.getMessage());
            }
        }
    }

    @Test
    void of_unknownWordInAClosedSet_isRefusedByName() {
        for (String field : List.of("verdict", "level")) {
            Map<String, Object> document = Documents.record().toMap();
            document.put(field, "splendid");
            DocumentException exception = assertThrows(DocumentException.class, () -> VerificationRecord.of(document));
            assertEquals("field '" + field + "' is 'splendid', which is not allowed there", exception.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "snapshots/prod/x.snap",
                "records/prod/vault_20261123_020007.json",
                "snapshots/../vault_1.snap"
            })
    void of_notASnapshotsKey_isRefusedByName(String key) {
        Map<String, Object> document = Documents.record().toMap();
        document.put("key", key);

        DocumentException exception = assertThrows(DocumentException.class, () -> VerificationRecord.of(document));
        assertEquals("field 'key' is '" + key + "', not a snapshot's key", exception.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-23", "2026-11-23T02:00:00", "1763863200"})
    void of_notATime_isRefusedByName(String time) {
        Map<String, Object> document = Documents.record().toMap();
        document.put("verifiedAt", time);

        DocumentException exception = assertThrows(DocumentException.class, () -> VerificationRecord.of(document));
        assertEquals("field 'verifiedAt' is '" + time + "', not a time", exception.getMessage());
    }

    @Test
    void of_numbersOfAnyType_areWholeNumbersOrRefused() {
        for (Number size : List.of(20_011, 20_011L, 20_011.0, BigInteger.valueOf(20_011))) {
            Map<String, Object> document = Documents.record().toMap();
            document.put("size", size);
            assertEquals(20_011L, VerificationRecord.of(document).archive().size());
        }
        for (Number size : List.of(0.5, Double.NaN, 1e300, BigInteger.ONE.shiftLeft(64))) {
            Map<String, Object> document = Documents.record().toMap();
            document.put("size", size);
            assertThrows(DocumentException.class, () -> VerificationRecord.of(document), size.toString());
        }
    }

    @Test
    void toMap_finding_spellsOutWhatTheEnumSays() {
        Map<String, Object> finding = Finding.of(FindingCode.TRUNCATED, "Cut.").toMap();

        assertEquals("corrupt", finding.get("verdict"));
        assertEquals(FindingCode.TRUNCATED.hint(), finding.get("hint"));
        assertEquals(FindingCode.TRUNCATED.restoring(), finding.get("consequence"));
        assertEquals(Set.of("code", "verdict", "message", "hint", "consequence"), new TreeSet<>(finding.keySet()));
    }

    private static Arguments document(
            String name, Map<String, Object> document, Function<Map<?, ?>, Object> reader, Object expected) {
        return Arguments.of(name, document, reader, expected);
    }

    /** What is written for readers without this code, and follows from another field. */
    private static boolean isDerived(List<Object> path) {
        Object leaf = path.get(path.size() - 1);
        return leaf instanceof String name
                && (DERIVED.contains(name) || (name.equals("verdict") && path.contains("findings")));
    }

    private static boolean isOptional(List<Object> path) {
        Object leaf = path.get(path.size() - 1);
        Object parent = path.size() < 2 ? "" : path.get(path.size() - 2);
        boolean required =
                switch (String.valueOf(leaf)) {
                    case "dueAt" -> path.contains("runs") || "next".equals(parent);
                    case "bytes" -> !path.contains("runs") && !"newest".equals(parent);
                    case "versionId" -> path.contains("overwritten");
                    case "last" -> !"drills".equals(parent);
                    default -> false;
                };
        return leaf instanceof String text && OPTIONAL.contains(text) && !required;
    }

    /** Returns the path of every field, at every depth. */
    private static List<List<Object>> paths(Object value) {
        List<List<Object>> paths = new ArrayList<>();
        Map<Object, Object> children = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach(children::put);
        } else if (value instanceof List<?> list) {
            list.forEach(each -> children.put(children.size(), each));
        }
        children.forEach((step, child) -> {
            paths.add(List.of(step));
            for (List<Object> rest : paths(child)) {
                List<Object> path = new ArrayList<>(List.of(step));
                path.addAll(rest);
                paths.add(path);
            }
        });
        return paths;
    }

    private static Map<String, Object> edited(Map<String, Object> document, List<Object> path, Edit edit) {
        return asDocument(copy(document, path, edit));
    }

    private enum Edit {
        REMOVE,
        NULL,
        OTHER_TYPE
    }

    private static Object copy(Object value, List<Object> path, Edit edit) {
        List<Object> rest = path.isEmpty() ? path : path.subList(1, path.size());
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, child) -> {
                boolean here = path.size() == 1 && path.get(0).equals(key);
                if (here && edit == Edit.OTHER_TYPE) {
                    copy.put(key, child instanceof Boolean ? (Object) 7 : true);
                } else if (here && edit == Edit.NULL) {
                    copy.put(key, null);
                } else if (!here) {
                    copy.put(key, !path.isEmpty() && path.get(0).equals(key) ? copy(child, rest, edit) : child);
                }
            });
            return copy;
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list);
            int index = (int) path.get(0);
            copy.set(index, copy(list.get(index), rest, edit));
            return copy;
        }
        return value;
    }

    private static Map<String, Object> asDocument(Object value) {
        Map<String, Object> document = new LinkedHashMap<>();
        ((Map<?, ?>) value).forEach((key, field) -> document.put((String) key, field));
        return document;
    }
}
