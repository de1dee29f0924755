package io.vaultsnapshot.snapshot.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads and writes JSON objects as maps of text, number, boolean, list, map and null.
 *
 * <p>Reading is strict, since the text may be hostile. It must be one object and nothing after it, in UTF-8, without
 * deep nesting. A field must not occur twice, since parsers differ on which of the two counts.
 */
public final class Json {
    /** No document here is so deep, and no stack overflows at this depth. */
    private static final int MAX_NESTING = 64;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
            .build();

    private static final JSON MAPS = JSON.builder(FACTORY)
            .enable(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS)
            .enable(JSON.Feature.FAIL_ON_UNKNOWN_TYPE_WRITE)
            .enable(JSON.Feature.WRITE_NULL_PROPERTIES)
            .disable(JSON.Feature.HANDLE_JAVA_BEANS)
            .build();

    private Json() {}

    /**
     * Returns the object on one line, its fields in the map's order.
     *
     * @throws IllegalArgumentException if it holds a value that JSON cannot express
     */
    public static String write(Map<String, ?> object) {
        return form(object);
    }

    /** Returns a text as JSON, with its quotes. */
    public static String write(String text) {
        return form(text);
    }

    private static String form(Object value) {
        try {
            return MAPS.asString(value);
        } catch (JsonProcessingException noForm) {
            throw new IllegalArgumentException(noForm.getOriginalMessage(), noForm);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Returns the object that a text holds, fields in their order.
     *
     * @throws MalformedJsonException if the text is anything else
     */
    public static Map<String, Object> read(String text) throws MalformedJsonException {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedJsonException("not a JSON object");
            }
            Map<String, Object> object = MAPS.mapFrom(parser);
            if (parser.nextToken() != null) {
                throw new MalformedJsonException("not JSON: something follows the object");
            }
            return object;
        } catch (MalformedJsonException described) {
            throw described;
        } catch (JsonProcessingException malformed) {
            throw new MalformedJsonException("not JSON: " + describe(malformed), malformed);
        } catch (IOException malformed) {
            throw new MalformedJsonException("not JSON: " + malformed.getMessage(), malformed);
        }
    }

    /**
     * Returns the object that UTF-8 bytes hold.
     *
     * @throws MalformedJsonException if they are anything else
     */
    public static Map<String, Object> read(byte[] utf8) throws MalformedJsonException {
        try {
            // The parser would accept UTF-16 and UTF-32 too, so the bytes are decoded here.
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            throw new MalformedJsonException("not JSON: the bytes are not UTF-8", notUtf8);
        }
    }

    /**
     * Returns the object that a UTF-8 file holds.
     *
     * @throws MalformedJsonException if it holds anything else
     * @throws IOException if it cannot be read
     */
    public static Map<String, Object> read(Path file) throws IOException {
        return read(Files.readAllBytes(file));
    }

    private static String describe(JsonProcessingException malformed) {
        String what = malformed.getOriginalMessage();
        return malformed.getLocation() == null
                ? what
                : what + " (line " + malformed.getLocation().getLineNr() + ", column "
                        + malformed.getLocation().getColumnNr() + ")";
    }
}
