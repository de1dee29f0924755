package io.vaultsnapshot.snapshot.archive;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
import io.vaultsnapshot.contract.document.JsonObject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Small JSON documents from inside an archive: one object and nothing after it, as Go's decoder demands too. */
final class JsonText {
    private JsonText() {}

    /** Returns the object, or empty for anything else. */
    static Optional<JsonObject> parse(byte[] bytes) {
        return StrictUtf8.decode(bytes, bytes.length).flatMap(JsonText::parse);
    }

    private static Optional<JsonObject> parse(String text) {
        try (JsonParser parser = JSON.std.createParser(text)) {
            @Nullable Map<String, Object> map = JSON.std.mapFrom(parser);
            boolean nothingFollows = parser.nextToken() == null;
            return nothingFollows ? Optional.ofNullable(map).map(JsonObject::new) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}
