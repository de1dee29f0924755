package io.vaultsnapshot.cli;

import io.vaultsnapshot.cli.doctor.ProcessPrograms;
import io.vaultsnapshot.cli.init.Interview;
import io.vaultsnapshot.cli.init.Offers;
import io.vaultsnapshot.cli.init.Question;
import io.vaultsnapshot.cli.init.SettingsDraft;
import io.vaultsnapshot.cli.init.SettingsFiles;
import io.vaultsnapshot.contract.settings.SettingsProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the first settings. */
@Command(
        name = "init",
        description = {
            "Asks for account, region, clusters, server and mail, and writes the settings into " + SettingsFiles.NAME
                    + ", which git ignores. The block in cdk.json then names that file, so `git pull` never meets your"
                    + " settings.",
            "Each answer is checked at once. Each is an option too; without a terminal nothing is asked. Offered answers come"
                    + " from `aws` and `kubectl`.",
            "When " + SettingsFiles.NAME
                    + " was copied here from an older version, it asks nothing and lets cdk.json name it."
        },
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        footer = {"", "Exit codes: 0 written, 2 usage, or nothing was written, 3 could not write."})
final class InitCommand implements Callable<Integer> {
    private static final Duration LONGEST_PROGRAM = Duration.ofSeconds(15);
    private static final String NEXT = "Next: ./vault-snapshot doctor";

    @Option(names = "--account", paramLabel = "ID", description = "The AWS account, 12 digits.")
    private @Nullable String account;

    @Option(names = "--region", paramLabel = "REGION", description = "The AWS region.")
    private @Nullable String region;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            description = "An EKS cluster's name. Can be given several times.")
    private List<String> clusters = new ArrayList<>();

    @Option(names = "--server", paramLabel = "SERVER", description = "vault or openbao. Default: vault.")
    private @Nullable String server;

    @Option(
            names = "--vault-address",
            paramLabel = "URL",
            description = "The server's address, a Service in the cluster. Default: that of the settings.")
    private @Nullable String vaultAddress;

    @Option(names = "--email", paramLabel = "ADDRESS", description = "Who gets the alerts.")
    private @Nullable String email;

    @Option(names = "--yes", description = "Take what is offered, and write without a last question.")
    private boolean yes;

    @Option(names = "--force", description = "Overwrite settings that are there.")
    private boolean force;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        SettingsFiles files = files();
        SettingsDraft draft = draft();
        PrintWriter out = spec.commandLine().getOut();
        if (!force && Stream.of(Question.values()).noneMatch(draft::has) && files.isUnnamed()) {
            files.name();
            out.println(files.file() + " was there; cdk.json names it now.");
            out.println(NEXT);
            return ExitCode.INTACT;
        }
        refuseToOverwrite(files);
        boolean asks = Boolean.getBoolean("vault-snapshot.asks");
        Map<Question, String> offers = yes || asks ? offers(draft) : Map.of();
        if (yes) {
            draft = draft.with(offers);
        }
        if (asks) {
            Interview interview = new Interview(typed(out), out, offers);
            if (!interview.complete(draft)
                    || !(yes || interview.confirm("\n" + draft.text() + "\nWrite " + files.file() + "?"))) {
                throw usage("nothing was written");
            }
        } else {
            refuseIfIncomplete(draft);
        }
        files.write(draft.text());
        out.println(files.file() + " is written; git ignores it, and cdk.json names it.");
        out.println(NEXT);
        return ExitCode.INTACT;
    }

    private SettingsFiles files() throws IOException {
        Path cdkJson = new SettingsOption().file();
        if (!Files.isRegularFile(cdkJson)) {
            throw usage("there is no cdk.json here; run this in the checkout");
        }
        return new SettingsFiles(cdkJson);
    }

    private void refuseToOverwrite(SettingsFiles files) throws IOException {
        Optional<String> overwritten = force ? Optional.empty() : files.wouldOverwrite();
        if (overwritten.isPresent()) {
            throw usage(overwritten.get() + "; edit it, or overwrite it with --force");
        }
    }

    private SettingsDraft draft() {
        Map<Question, List<String>> given = new EnumMap<>(Question.class);
        put(given, Question.ACCOUNT, account);
        put(given, Question.REGION, region);
        given.put(Question.CLUSTER, clusters);
        put(given, Question.SERVER, server);
        put(given, Question.VAULT_ADDRESS, vaultAddress);
        put(given, Question.EMAIL, email);
        SettingsDraft draft = new SettingsDraft(given);
        List<SettingsProblem> problems = draft.problems();
        if (!problems.isEmpty()) {
            throw usage(problems.stream()
                    .map(problem -> Question.ofPath(problem.path()).flag() + ": " + problem.text())
                    .collect(Collectors.joining("\n")));
        }
        return draft;
    }

    private static void put(Map<Question, List<String>> given, Question question, @Nullable String answer) {
        given.put(question, answer == null ? List.of() : List.of(answer));
    }

    private static Map<Question, String> offers(SettingsDraft draft) {
        Map<String, String> environment = System.getenv();
        String path = Objects.requireNonNullElse(environment.get("PATH"), "");
        return new Offers(new ProcessPrograms(path, LONGEST_PROGRAM), environment)
                .find(question -> !draft.has(question));
    }

    private void refuseIfIncomplete(SettingsDraft draft) {
        List<String> missing = Stream.of(Question.values())
                .filter(question -> question.usual() == null && !draft.has(question))
                .map(Question::flag)
                .toList();
        if (!missing.isEmpty()) {
            throw usage("there is no terminal to ask at; missing: " + String.join(", ", missing));
        }
    }

    private static Function<String, Optional<String>> typed(PrintWriter out) {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return question -> {
            out.print(question);
            out.flush();
            try {
                return Optional.ofNullable(in.readLine());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        };
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
