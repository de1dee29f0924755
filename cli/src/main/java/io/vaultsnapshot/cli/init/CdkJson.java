package io.vaultsnapshot.cli.init;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a cdk.json, of which only the settings block changes: all other bytes stay as they are. */
final class CdkJson {
    private static final Pattern BLOCK = Pattern.compile("\"" + SettingsParser.CONTEXT_KEY + "\"\\s*:\\s*\\{");

    private final String text;

    CdkJson(String text) {
        this.text = text;
    }

    /** Returns the settings block, or empty without one. */
    Optional<JsonObject> block() throws MalformedJsonException {
        return new JsonObject(Json.read(text))
                .optionalObject("context")
                .flatMap(context -> context.optionalObject(SettingsParser.CONTEXT_KEY));
    }

    /** Returns the text with a block that only names a file. */
    String naming(String file) {
        Matcher block = BLOCK.matcher(text);
        if (!block.find()) {
            throw new IllegalStateException("no block");
        }
        int start = block.end() - 1;
        return text.substring(0, start) + "{\n      \"" + SettingsParser.SETTINGS_FILE + "\": \"" + file + "\"\n    }"
                + text.substring(end(start));
    }

    /** Returns the place after the brace that closes the one at a place. The text is JSON, so there is one. */
    private int end(int start) {
        int depth = 0;
        boolean quoted = false;
        int at = start;
        do {
            char each = text.charAt(at);
            if (quoted && each == '\\') {
                at++;
            } else if (each == '"') {
                quoted = !quoted;
            } else if (!quoted && each == '{') {
                depth++;
            } else if (!quoted && each == '}') {
                depth--;
            }
            at++;
        } while (depth > 0);
        return at;
    }
}
