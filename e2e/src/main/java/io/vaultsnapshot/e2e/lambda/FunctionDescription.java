package io.vaultsnapshot.e2e.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A deployed function.
 *
 * @param arn of the function
 * @param runtime its runtime, such as {@code java25}
 * @param handler the class that handles events
 * @param memoryMiB the memory that it gets
 * @param timeout how long one run may take
 * @param environment its variables, as the stack sets them
 * @param files its unpacked files
 */
public record FunctionDescription(
        String arn,
        String runtime,
        String handler,
        int memoryMiB,
        Duration timeout,
        Map<String, String> environment,
        Files files) {
    private static final int REGION = 3;
    private static final int NAME = 6;

    /**
     * The unpacked files of a function.
     *
     * @param code folder with the code
     * @param layers folder with the layers, the later over the earlier
     */
    public record Files(Path code, Path layers) {}

    /** Copies the map. */
    public FunctionDescription {
        environment = Map.copyOf(environment);
    }

    /** Reads what the API server sends with an invocation. */
    static FunctionDescription of(JsonNode json) {
        Map<String, String> environment = new LinkedHashMap<>();
        json.get("environment")
                .properties()
                .forEach(variable ->
                        environment.put(variable.getKey(), variable.getValue().asText()));
        return new FunctionDescription(
                json.get("arn").asText(),
                json.get("runtime").asText(),
                json.get("handler").asText(),
                json.get("memory").asInt(),
                Duration.ofSeconds(json.get("timeout").asInt()),
                environment,
                new Files(
                        Path.of(json.get("code").asText()),
                        Path.of(json.get("layers").asText())));
    }

    /** Returns the function's name. */
    public String name() {
        return arn.split(":", -1)[NAME];
    }

    /** Returns the region that it is deployed to. */
    public String region() {
        return arn.split(":", -1)[REGION];
    }
}
