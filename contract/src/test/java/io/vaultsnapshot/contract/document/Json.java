package io.vaultsnapshot.contract.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, texts and numbers as JSON, for the examples in the pages. */
public final class Json {
    private Json() {}

    public static String pretty(Map<String, ?> document) {
        return value(document, "");
    }

    private static String value(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            List<String> fields = new ArrayList<>();
            map.forEach((key, field) -> fields.add(quoted((String) key) + ": " + value(field, indent + "  ")));
            return block("{", fields, "}", indent);
        }
        if (value instanceof List<?> list) {
            List<String> elements = new ArrayList<>();
            list.forEach(each -> elements.add(value(each, indent + "  ")));
            return block("[", elements, "]", indent);
        }
        return value instanceof String text ? quoted(text) : value.toString();
    }

    private static String block(String open, List<String> parts, String close, String indent) {
        if (parts.isEmpty()) {
            return open + close;
        }
        String inner = "\n" + indent + "  ";
        return open + inner + String.join("," + inner, parts) + "\n" + indent + close;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
