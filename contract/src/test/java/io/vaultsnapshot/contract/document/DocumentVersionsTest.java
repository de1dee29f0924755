package io.vaultsnapshot.contract.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.record.VerificationRecord;
import io.vaultsnapshot.contract.status.ClusterStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What readers and writers of different versions make of each other's documents. */
class DocumentVersionsTest {
    @ParameterizedTest
    @MethodSource("withSchema")
    void of_newerMinorWithUnknownFields_isRead(Map<String, Object> document, Function<Map<?, ?>, Object> reader) {
        Object known = reader.apply(document);
        Map<String, Object> newer = withUnknownFieldsEverywhere(document);
        newer.put("schema", ((String) document.get("schema")).replaceFirst("[.]\\d+$", ".77"));

        assertEquals(known, reader.apply(newer));
    }

    @ParameterizedTest
    @MethodSource("withSchema")
    void of_newerMajor_isRefusedAsNewer(Map<String, Object> document, Function<Map<?, ?>, Object> reader) {
        document.put("schema", ((String) document.get("schema")).replaceFirst("/\\d+", "/77"));

        NewerDocumentException exception = assertThrows(NewerDocumentException.class, () -> reader.apply(document));
        assertTrue(exception.getMessage().contains("'schema'"), exception.getMessage());
    }

    @ParameterizedTest
    @MethodSource("withSchema")
    void of_anotherSchema_isRefused(Map<String, Object> document, Function<Map<?, ?>, Object> reader) {
        for (String schema : List.of(
                "",
                "other/1.0",
                document.get("schema") + ".0",
                document.get("schema") + "\n",
                "cluster-status.1/0",
                document.get("schema").toString().replaceFirst("[.]\\d+$", ""),
                document.get("schema") + "x")) {
            document.put("schema", schema);
            DocumentException exception = assertThrows(DocumentException.class, () -> reader.apply(document), schema);
            assertEquals(DocumentException.class, exception.getClass(), schema);
        }
    }

    static Stream<Arguments> withSchema() {
        return DocumentsTest.documents()
                .filter(each -> !each.get()[0].equals("alert"))
                .map(each -> Arguments.of(each.get()[1], each.get()[2]));
    }

    @Test
    void of_findingOfANewerVersion_isLeftOutAndTheVerdictStands() {
        Map<String, Object> document = Documents.record().toMap();
        Map<String, Object> unknown = new LinkedHashMap<>(Documents.finding().toMap());
        unknown.put("code", "FROM_THE_FUTURE");
        document.put("findings", List.of(unknown, Documents.finding().toMap()));

        VerificationRecord record = VerificationRecord.of(document);

        assertEquals(List.of(Documents.finding()), record.findings());
        assertEquals(Documents.record().verdict(), record.verdict());
        document.put("findings", List.of(unknown));
        assertEquals(List.of(), VerificationRecord.of(document).findings());
    }

    @Test
    void of_unknownFindingInStatusAndAlert_isLeftOut() {
        Map<String, Object> unknown = Map.of("code", "FROM_THE_FUTURE", "message", "new");
        Map<String, Object> alert = Documents.alert().toMap();
        alert.put("findings", List.of(unknown));
        Map<String, Object> newest = Documents.status().observations().newest().toMap();
        newest.put("findings", List.of(unknown));
        Map<String, Object> status = Documents.status().toMap();
        status.put("newest", newest);
        status.put("undelivered", List.of(alert));

        ClusterStatus read = ClusterStatus.of(status);

        assertEquals(List.of(), read.observations().newest().findings());
        assertEquals(List.of(), read.undelivered().get(0).findings());
    }

    private static Map<String, Object> withUnknownFieldsEverywhere(Map<?, ?> document) {
        Map<String, Object> copy = new LinkedHashMap<>();
        document.forEach((key, value) -> copy.put((String) key, withUnknownFields((String) key, value)));
        copy.put("addedLater", Map.of("by", "a newer version"));
        return copy;
    }

    private static Object withUnknownFields(String key, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(each -> withUnknownFields(key, each)).toList();
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        // These are maps by name: a new name there is a new entry, not a new field.
        if (Set.of("prefixes", "clusters", "levels").contains(key)) {
            Map<String, Object> entries = new LinkedHashMap<>();
            map.forEach((name, entry) -> entries.put((String) name, withUnknownFields("", entry)));
            return entries;
        }
        return withUnknownFieldsEverywhere(map);
    }
}
