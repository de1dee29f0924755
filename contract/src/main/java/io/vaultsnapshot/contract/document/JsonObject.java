package io.vaultsnapshot.contract.document;

import io.vaultsnapshot.contract.bucket.SnapshotKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads typed fields from a JSON object that a parser handed over as a map. Every failure names the field. */
public final class JsonObject {
    private final Map<?, ?> fields;

    /** Wraps the map. */
    public JsonObject(Map<?, ?> fields) {
        this.fields = fields;
    }

    /** Returns a text. */
    public String text(String field) {
        return require(field, optionalText(field));
    }

    /** Returns a text, or empty when the field is absent or null. */
    public Optional<String> optionalText(String field) {
        return optional(field, String.class, "a text");
    }

    /** Returns a whole number. */
    public long number(String field) {
        return require(field, optionalNumber(field));
    }

    /** Returns a whole number, or empty when the field is absent or null. */
    public Optional<Long> optionalNumber(String field) {
        Optional<Number> number = optional(field, Number.class, "a number");
        if (number.isPresent() && number.get().doubleValue() != number.get().longValue()) {
            throw new DocumentException(field, "is not a whole number");
        }
        return number.map(Number::longValue);
    }

    /** Returns a yes or no. */
    public boolean flag(String field) {
        return require(field, optional(field, Boolean.class, "true or false"));
    }

    /** Returns a time. */
    public Instant time(String field) {
        return require(field, optionalTime(field));
    }

    /** Returns a time, or empty when the field is absent or null. */
    public Optional<Instant> optionalTime(String field) {
        return optionalText(field).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException notATime) {
                throw new DocumentException(field, "is '" + text + "', not a time");
            }
        });
    }

    /** Returns a snapshot's key. */
    public SnapshotKey snapshotKey(String field) {
        return require(field, optionalSnapshotKey(field));
    }

    /** Returns a snapshot's key, or empty when the field is absent or null. */
    public Optional<SnapshotKey> optionalSnapshotKey(String field) {
        return optionalText(field).map(key -> SnapshotKey.parse(key)
                .orElseThrow(() -> new DocumentException(field, "is '" + key + "', not a snapshot's key")));
    }

    /** Returns a value that a text stands for, such as an enum's constant by its id or a snapshot's key. */
    public <E> E oneOf(String field, Function<String, Optional<E>> parse) {
        return require(field, optionalOneOf(field, parse));
    }

    /** Returns a value that a text stands for, or empty when the field is absent or null. */
    public <E> Optional<E> optionalOneOf(String field, Function<String, Optional<E>> parse) {
        return optionalText(field).map(text -> parse.apply(text)
                .orElseThrow(() -> new DocumentException(field, "is '" + text + "', which is not allowed there")));
    }

    /** Returns an object. */
    public JsonObject object(String field) {
        return require(field, optionalObject(field));
    }

    /** Returns an object, or empty when the field is absent or null. */
    public Optional<JsonObject> optionalObject(String field) {
        return optional(field, Map.class, "an object").map(JsonObject::new);
    }

    /** Returns the object's fields in their order, each an object itself. */
    public Map<String, JsonObject> objectsByField() {
        Map<String, JsonObject> objects = new LinkedHashMap<>();
        for (Object field : fields.keySet()) {
            String name = String.valueOf(field);
            objects.put(name, require(name, optionalObject(name)));
        }
        return objects;
    }

    /** Returns a list of objects; an absent field is an empty list. */
    public List<JsonObject> objects(String field) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object each : optional(field, List.class, "a list").orElse(List.of())) {
            if (!(each instanceof Map<?, ?> map)) {
                throw new DocumentException(field, "holds something that is not an object");
            }
            objects.add(new JsonObject(map));
        }
        return objects;
    }

    /** Returns a list of texts; an absent field is an empty list. */
    public List<String> texts(String field) {
        List<String> texts = new ArrayList<>();
        for (Object each : optional(field, List.class, "a list").orElse(List.of())) {
            if (!(each instanceof String text)) {
                throw new DocumentException(field, "holds something that is not a text");
            }
            texts.add(text);
        }
        return texts;
    }

    /** Returns a list of whole numbers; an absent field is an empty list. */
    public List<Long> numbers(String field) {
        List<Long> numbers = new ArrayList<>();
        for (Object each : optional(field, List.class, "a list").orElse(List.of())) {
            if (!(each instanceof Number number) || number.doubleValue() != number.longValue()) {
                throw new DocumentException(field, "holds something that is not a whole number");
            }
            numbers.add(number.longValue());
        }
        return numbers;
    }

    private <T> Optional<T> optional(String field, Class<T> type, String typeName) {
        @Nullable Object value = fields.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new DocumentException(field, "is not " + typeName);
        }
        return Optional.of(type.cast(value));
    }

    private static <T> T require(String field, Optional<T> value) {
        return value.orElseThrow(() -> new DocumentException(field, "is missing"));
    }
}
