package io.vaultsnapshot.e2e.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The comparison of the deployed stack, read through the services' own APIs, with its template: {@code e2e/aws/read_back.py}.
 *
 * @param compared how many properties of each type were read
 * @param differences each property that is not as the template says
 */
public record ReadBack(Map<String, Integer> compared, List<String> differences) {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Copies both. */
    public ReadBack {
        compared = new TreeMap<>(compared);
        differences = List.copyOf(differences);
    }

    /** Reads the whole stack. */
    public static ReadBack of(Suite suite, AwsServer aws) {
        Command command = Command.of(
                        "read-back",
                        suite.folder("read-back"),
                        suite.get(Tools.class).path("moto-python").toString(),
                        Suite.project().resolve("e2e/aws/read_back.py").toString(),
                        AwsNames.STACK)
                .with(aws.variables())
                .with("PYTHONDONTWRITEBYTECODE", "1");
        String json = suite.processes().run(command, LONGEST).orFail().out();
        try {
            return of(new ObjectMapper().readTree(json));
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("read_back.py printed: " + json, unreadable);
        }
    }

    private static ReadBack of(JsonNode read) {
        Map<String, Integer> compared = new TreeMap<>();
        read.get("compared").forEach(each -> compared.merge(each.get(1).asText(), 1, Integer::sum));
        List<String> differences = new ArrayList<>();
        read.get("differences").forEach(each -> differences.add(each.toString()));
        return new ReadBack(compared, differences);
    }
}
