package io.vaultsnapshot.cli.init;

import io.vaultsnapshot.cli.doctor.Programs;
import io.vaultsnapshot.contract.document.DocumentException;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.snapshot.json.Json;
import io.vaultsnapshot.snapshot.json.MalformedJsonException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Answers that this machine knows: from its AWS credentials, its region, and the current context of kubectl. */
public final class Offers {
    /** How {@code aws eks update-kubeconfig} and eksctl name the context of a cluster. Other names say nothing. */
    private static final List<Pattern> CONTEXTS = List.of(
            Pattern.compile("arn:aws[a-z-]*:eks:[a-z0-9-]+:[0-9]{12}:cluster/([A-Za-z0-9_-]+)"),
            Pattern.compile("(?:[^@]+@)?([A-Za-z0-9_-]+)\\.[a-z0-9-]+\\.eksctl\\.io"));

    private final Programs programs;
    private final Map<String, String> environment;

    /** Creates it. */
    public Offers(Programs programs, Map<String, String> environment) {
        this.programs = programs;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Returns those that are known and allowed, with the defaults of the settings.
     *
     * @param open whether a question has no answer yet; nothing is looked up for the others
     */
    public Map<Question, String> find(Predicate<Question> open) {
        Map<Question, String> offers = new EnumMap<>(Question.class);
        for (Question question : Question.values()) {
            if (open.test(question)) {
                offer(question).ifPresent(answer -> offers.put(question, answer));
            }
        }
        offers.entrySet().removeIf(each -> !new SettingsDraft(Map.of(each.getKey(), List.of(each.getValue())))
                .problems()
                .isEmpty());
        return offers;
    }

    private Optional<String> offer(Question question) {
        return switch (question) {
            case ACCOUNT -> account();
            case REGION -> region();
            case CLUSTER -> cluster();
            case SERVER, VAULT_ADDRESS, EMAIL -> Optional.ofNullable(question.usual());
        };
    }

    private Optional<String> account() {
        try {
            Optional<String> identity = answer("aws", "sts", "get-caller-identity", "--output", "json");
            return identity.isEmpty()
                    ? Optional.empty()
                    : new JsonObject(Json.read(identity.get())).optionalText("Account");
        } catch (MalformedJsonException | DocumentException other) {
            return Optional.empty();
        }
    }

    private Optional<String> region() {
        return Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .or(() -> answer("aws", "configure", "get", "region"));
    }

    private Optional<String> cluster() {
        return answer("kubectl", "config", "current-context").flatMap(context -> CONTEXTS.stream()
                .map(form -> form.matcher(context))
                .filter(Matcher::matches)
                .map(match -> match.group(1))
                .findFirst());
    }

    private Optional<String> answer(String... command) {
        if (programs.find(command[0]).isEmpty()) {
            return Optional.empty();
        }
        Programs.Answer answer = programs.run(List.of(command));
        return Optional.of(answer.out().strip()).filter(text -> answer.isGood() && !text.isEmpty());
    }
}
