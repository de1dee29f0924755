package io.vaultsnapshot.cli.init;

import io.vaultsnapshot.contract.settings.AlertProtocol;
import io.vaultsnapshot.contract.settings.AlertSetting;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.InvalidSettingsException;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.contract.settings.SettingsProblem;
import io.vaultsnapshot.snapshot.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Settings of which some answers are known. Each answer is checked by the parser of the settings. */
public final class SettingsDraft {
    private static final String SCHEMA_FILE = "./docs/settings.schema.json";

    private final Map<Question, List<String>> answers = new EnumMap<>(Question.class);

    /** Creates it with answers that may be wrong. */
    public SettingsDraft(Map<Question, List<String>> given) {
        given.forEach((question, values) -> {
            if (!values.isEmpty()) {
                answers.put(question, List.copyOf(values));
            }
        });
    }

    /** Returns the same draft with answers to questions that are open. */
    public SettingsDraft with(Map<Question, String> more) {
        Map<Question, List<String>> all = new EnumMap<>(Question.class);
        more.forEach((question, answer) -> all.put(question, List.of(answer)));
        all.putAll(answers);
        return new SettingsDraft(all);
    }

    /** Returns whether a question has its answer. */
    public boolean has(Question question) {
        return answers.containsKey(question);
    }

    /** Returns what is wrong with the answers that are there. */
    public List<SettingsProblem> problems() {
        try {
            SettingsParser.parse(block(true));
            return List.of();
        } catch (InvalidSettingsException invalid) {
            return invalid.problems().stream().map(SettingsDraft::inOurWords).toList();
        }
    }

    /** A server elsewhere needs more than is asked for here. */
    private static SettingsProblem inOurWords(SettingsProblem problem) {
        String reviewer = "." + ClusterSetting.TOKEN_REVIEWER.key();
        return problem.path().endsWith(reviewer)
                ? new SettingsProblem(
                        problem.path().replace(reviewer, "." + ClusterSetting.VAULT_ADDRESS),
                        "is no Service of the cluster. Name one here. For a server elsewhere edit the file afterwards: "
                                + ClusterSetting.VAULT_ADDRESS + ", " + ClusterSetting.TOKEN_REVIEWER + " and "
                                + ClusterSetting.KUBERNETES_HOST)
                : problem;
    }

    /** Takes an answer if it is allowed, and returns what is wrong with it. */
    List<SettingsProblem> offer(Question question, List<String> values) {
        answers.put(question, List.copyOf(values));
        List<SettingsProblem> problems = problems();
        if (!problems.isEmpty()) {
            answers.remove(question);
        }
        return problems;
    }

    /** Returns the text of the settings file. */
    public String text() {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put(SettingsParser.SCHEMA, SCHEMA_FILE);
        block.putAll(block(false));
        return block.entrySet().stream()
                .map(each -> "  " + field(each.getKey(), each.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static String field(String key, Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(item -> "    " + Json.write(fields(item)))
                    .collect(Collectors.joining(",\n", "\"" + key + "\": [\n", "\n  ]"));
        }
        return "\"" + key + "\": \"" + value + "\"";
    }

    private static Map<String, Object> fields(Object item) {
        Map<String, Object> fields = new LinkedHashMap<>();
        ((Map<?, ?>) item).forEach((key, value) -> fields.put(String.valueOf(key), value));
        return fields;
    }

    private Map<String, Object> block(boolean complete) {
        Map<String, Object> block = new LinkedHashMap<>();
        block.put(FleetSetting.ACCOUNT.key(), answer(Question.ACCOUNT, complete));
        block.put(FleetSetting.REGION.key(), answer(Question.REGION, complete));
        block.put(SettingsParser.CLUSTERS, clusters(complete));
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put(AlertSetting.PROTOCOL.key(), AlertProtocol.EMAIL.id());
        alert.put(AlertSetting.ENDPOINT.key(), answer(Question.EMAIL, complete));
        block.put(SettingsParser.ALERTS, List.of(alert));
        return block;
    }

    private List<Map<String, Object>> clusters(boolean complete) {
        List<Map<String, Object>> clusters = new ArrayList<>();
        for (String name : answers.getOrDefault(
                Question.CLUSTER, complete ? List.of(Question.CLUSTER.placeholder()) : List.of())) {
            Map<String, Object> cluster = new LinkedHashMap<>();
            cluster.put(ClusterSetting.NAME.key(), name);
            putUnlessUsual(cluster, ClusterSetting.SERVER.key(), Question.SERVER);
            putUnlessUsual(cluster, ClusterSetting.VAULT_ADDRESS.key(), Question.VAULT_ADDRESS);
            clusters.add(cluster);
        }
        return clusters;
    }

    private void putUnlessUsual(Map<String, Object> cluster, String key, Question question) {
        List<String> answer = answers.getOrDefault(question, List.of());
        if (!answer.isEmpty() && !Objects.equals(answer.get(0), question.usual())) {
            cluster.put(key, answer.get(0));
        }
    }

    private String answer(Question question, boolean complete) {
        List<String> answer = answers.getOrDefault(question, complete ? List.of(question.placeholder()) : List.of());
        if (answer.isEmpty()) {
            throw new IllegalStateException(question + " is not answered");
        }
        return answer.get(0);
    }
}
