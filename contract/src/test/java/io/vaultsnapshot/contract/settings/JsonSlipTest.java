package io.vaultsnapshot.contract.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSlipTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\": 1,}           | line 1, column 9: a comma stands before this }; remove it, JSON has no comma after the last one",
                "{\"a\": [1, ]}        | line 1, column 11: a comma stands before this ]; remove it, JSON has no comma after the last one",
                "{ // note             | line 1, column 3: a comment; JSON has none, remove it",
                "{\"a\": 1 /* x */}    | line 1, column 9: a comment; JSON has none, remove it",
                "# x                   | line 1, column 1: a comment; JSON has none, remove it",
                "[]                    | line 1, column 1: it starts with '['; it must hold an object, { ... }",
                "{\"a\": 1, \"a\": 2}  | line 1, column 10: the key \"a\" is there twice in this object; remove one",
                "{\"a\" 1}             | line 1, column 6: a colon is expected after the key, not '1'",
                "{\"a\": 1 \"b\": 2}   | line 1, column 9: a comma, or } as the end of the object, is expected, not '\"'",
                "{\"a\": [1 2]}        | line 1, column 10: a comma, or ] as the end of the list, is expected, not '2'",
                "{a: 1}                | line 1, column 2: a key in double quotes is expected, not 'a'",
                "{\"a\": 'x'}          | line 1, column 7: a value is expected, not '''; texts stand in double quotes",
                "{\"a\": yes}          | line 1, column 7: a value is expected, not 'y'; texts stand in double quotes",
                "{\"a\": \"x           | line 1, column 7: a value is expected, not '\"'",
                "{\"a\": {\"b\": 1}    | line 1, column 15: a comma, or } as the end of the object, is expected, not the end of the file",
                "{}}                   | line 1, column 3: the object has ended, and '}' follows; is there a brace too many before it?",
            })
    void find_oneSlip_isInOurWordsWithItsPlace(String text, String slip) {
        assertEquals(Optional.of(slip), JsonSlip.find(text));
    }

    @Test
    void find_slipOnALaterLine_countsLinesAndColumns() {
        assertEquals(
                Optional.of(
                        "line 3, column 1: a comma stands before this }; remove it, JSON has no comma after the last one"),
                JsonSlip.find("{\n  \"a\": 1,\n}\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void find_emptyFile_saysSo(String text) {
        assertTrue(JsonSlip.find(text).orElse("").contains("the file is empty"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " {\"a\": [1, -2.5e3, true, null, \"\\u00e4\\n\", {}, []], \"b\": {\"a\": \"//\"}}\n",
                "{\"a\": \"#\"}"
            })
    void find_object_isWithoutASlip(String text) {
        assertEquals(Optional.empty(), JsonSlip.find(text));
    }

    @Test
    void find_hostileNesting_endsWithoutAnOverflow() {
        assertTrue(JsonSlip.find("{\"a\":" + "[".repeat(100_000)).orElse("").contains("more than 64"));
    }
}
