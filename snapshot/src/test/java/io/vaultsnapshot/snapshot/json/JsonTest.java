package io.vaultsnapshot.snapshot.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JsonTest {
    @Test
    void write_nestedMap_isOneLineInTheMapsOrder() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("schema", "cluster-status/1.0");
        object.put("bytes", 5_000_000_000L);
        object.put("absent", null);
        object.put("list", List.of(true, Map.of("text", "a \"b\"\n")));
        assertEquals(
                "{\"schema\":\"cluster-status/1.0\",\"bytes\":5000000000,\"absent\":null,"
                        + "\"list\":[true,{\"text\":\"a \\\"b\\\"\\n\"}]}",
                Json.write(object));
    }

    @Test
    void write_valueWithoutJsonForm_throws() {
        assertThrows(IllegalArgumentException.class, () -> Json.write(Map.of("a", Instant.EPOCH)));
    }

    @Test
    void read_whatWriteWrote_isEqualAndInOrder() throws MalformedJsonException {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("z", "ä");
        object.put("a", List.of(1, 2.5, Map.of("n", Long.MAX_VALUE)));
        Map<String, Object> read = Json.read(Json.write(object).getBytes(StandardCharsets.UTF_8));
        assertEquals(object, read);
        assertEquals(List.of("z", "a"), List.copyOf(read.keySet()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    {"a":1,"a":2}        | Duplicate
                    {"o":{"a":1,"a":1}}  | Duplicate
                    {"a":1} {"b":2}      | follows
                    {"a":1}]             | not JSON
                    [1]                  | not a JSON object
                    "text"               | not a JSON object
                    ~~                   | not a JSON object
                    null                 | not a JSON object
                    {"a":1               | not JSON
                    {'a':1}              | not JSON
                    {"a":NaN}            | not JSON
                    <html></html>        | not JSON
                    """)
    void read_anythingButOneObject_saysWhatIsWrong(String text, String what) {
        MalformedJsonException malformed = assertThrows(MalformedJsonException.class, () -> Json.read(text));
        assertTrue(String.valueOf(malformed.getMessage()).contains(what), malformed::getMessage);
    }

    @Test
    void read_error_namesLineAndColumn() {
        MalformedJsonException malformed =
                assertThrows(MalformedJsonException.class, () -> Json.read("{\n  \"a\": tru\n}"));
        assertTrue(String.valueOf(malformed.getMessage()).contains("line 2"), malformed::getMessage);
    }

    @Test
    void read_deepNesting_isRefusedWithoutStackOverflow() {
        String deep = "{\"a\":".repeat(100_000);
        assertThrows(MalformedJsonException.class, () -> Json.read(deep));
    }

    @Test
    void read_bytesThatAreNotUtf8_areRefused() {
        byte[] bytes = "{\"a\":\"b\"}".getBytes(StandardCharsets.UTF_8);
        bytes[6] = (byte) 0xff;
        assertThrows(MalformedJsonException.class, () -> Json.read(bytes));
        byte[] utf16 = "{}".getBytes(StandardCharsets.UTF_16BE);
        assertThrows(MalformedJsonException.class, () -> Json.read(utf16), Arrays.toString(utf16));
    }

    @Test
    void read_file_readsItOrSaysThatItIsMissing(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("settings.json"), "{\"a\": 1}");
        assertEquals(Map.of("a", 1), Json.read(file));
        assertThrows(NoSuchFileException.class, () -> Json.read(folder.resolve("none.json")));
    }
}
