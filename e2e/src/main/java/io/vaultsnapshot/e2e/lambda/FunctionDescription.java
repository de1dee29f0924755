package io.vaultsnapshot.e2e.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A deployed function.
 *
 * @param name of the function
 * @param arn of the function
 * @param handler the class that handles events
 * @param memoryMiB the memory it is given
 * @param timeout how long one run may take
 * @param region it is deployed to
 * @param environment what the stack sets
 * @param code folder with the unpacked code
 * @param layers folder with the unpacked layers, the later over the earlier
 */
public record FunctionDescription(
        String name,
        String arn,
        String handler,
        int memoryMiB,
        Duration timeout,
        String region,
        Map<String, String> environment,
        Path code,
        Path layers) {
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
                json.get("name").asText(),
                json.get("arn").asText(),
                json.get("handler").asText(),
                json.get("memory").asInt(),
                Duration.ofSeconds(json.get("timeout").asInt()),
                json.get("region").asText(),
                environment,
                Path.of(json.get("code").asText()),
                Path.of(json.get("layers").asText()));
    }
}
