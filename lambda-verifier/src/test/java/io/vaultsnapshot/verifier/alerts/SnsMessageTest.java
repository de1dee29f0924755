package io.vaultsnapshot.verifier.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.alert.AlertAttribute;
import io.vaultsnapshot.contract.alert.AlertKind;
import io.vaultsnapshot.contract.health.Cause;
import io.vaultsnapshot.snapshot.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** What each kind of subscriber gets. */
class SnsMessageTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden/messages");

    @ParameterizedTest
    @ValueSource(strings = {"single", "group", "self-test"})
    void of_bodiesByProtocol_areAsAgreed(String name) throws IOException {
        SnsMessage message = SnsMessage.of(group(name), DecidedAlerts.LINKS);
        StringBuilder text = new StringBuilder("Subject: " + message.subject() + "\n");
        message.attributes()
                .forEach((key, value) ->
                        text.append(key + " (" + value.dataType() + "): " + value.stringValue() + "\n"));
        Json.read(message.message()).forEach((protocol, body) -> text.append("\n== " + protocol + "\n" + body + "\n"));
        Path golden = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("golden.update")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(golden, text);
        }
        assertEquals(Files.readString(golden), text.toString(), "regenerate with mvn verify -Dgolden.update=true");
    }

    @Test
    void of_largestGroupOfLongestNames_fitsIntoOneMessage() {
        AlertGroup largest = new AlertGroup(IntStream.range(0, AlertGroup.LARGEST)
                .mapToObj(number -> DecidedAlerts.of(
                        "%03d".formatted(number) + "x".repeat(97), Cause.FIRST_SNAPSHOT_OVERDUE, AlertKind.REMINDER))
                .toList());
        SnsMessage message = SnsMessage.of(largest, DecidedAlerts.LINKS);
        int size = message.message().getBytes(UTF_8).length
                + message.attributes().entrySet().stream()
                        .mapToInt(entry -> entry.getKey().length()
                                + entry.getValue().dataType().length()
                                + entry.getValue().stringValue().length())
                        .sum();
        assertTrue(size <= SnsMessage.LIMIT_BYTES, () -> size + " bytes");
    }

    @Test
    void of_anyAlert_hasEveryAttributeThatFilterPoliciesMayName() {
        Map<String, MessageAttributeValue> attributes =
                SnsMessage.of(group("single"), DecidedAlerts.LINKS).attributes();
        Set<String> expected = Arrays.stream(AlertAttribute.values())
                .map(AlertAttribute::attribute)
                .collect(Collectors.toSet());
        assertEquals(expected, attributes.keySet());
    }

    private static AlertGroup group(String name) {
        return switch (name) {
            case "single" ->
                new AlertGroup(List.of(DecidedAlerts.of("demo", Cause.SNAPSHOT_CORRUPT, AlertKind.PROBLEM)));
            case "self-test" -> new AlertGroup(List.of(DecidedAlerts.selfTest()));
            default -> DecidedAlerts.group(Cause.SNAPSHOT_OVERDUE, AlertKind.PROBLEM, 5);
        };
    }
}
