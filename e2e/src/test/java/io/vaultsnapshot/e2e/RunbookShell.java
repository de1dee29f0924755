package io.vaultsnapshot.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.cli.restore.RestoreStep;
import io.vaultsnapshot.cli.restore.RestoreTarget;
import io.vaultsnapshot.cli.restore.RestoreVariable;
import io.vaultsnapshot.e2e.aws.DeployedStack;
import io.vaultsnapshot.e2e.kube.ControlPlane;
import io.vaultsnapshot.e2e.net.CertificateAuthority;
import io.vaultsnapshot.e2e.outputs.Manifests;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.Tools;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The terminal of a person who follows the runbook: a folder like a checkout, the programs, and the two things to type. */
final class RunbookShell {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)\n```", Pattern.DOTALL);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Suite suite;
    private final DeployedStack stack;
    private final ServerNode server;
    private final ServerKeys keys;
    private final Map<RestoreVariable, String> values;
    private final Path folder;

    RunbookShell(
            Suite suite,
            DeployedStack stack,
            String cluster,
            ServerNode server,
            ServerKeys keys,
            Map<RestoreVariable, String> values)
            throws IOException {
        this.suite = suite;
        this.stack = stack;
        this.server = server;
        this.keys = keys;
        this.values = values;
        this.folder = suite.folder("runbook-" + cluster);
        Files.createSymbolicLink(
                folder.resolve("vault-snapshot"), Suite.project().resolve("vault-snapshot"));
        Files.createSymbolicLink(
                folder.resolve("dist"), suite.get(Manifests.class).of(cluster).getParent());
    }

    void set(RestoreVariable variable, String value) {
        values.put(variable, value);
    }

    /** Runs the block that finds the names of the last proven snapshot, and compares them with its record. */
    void pick(JsonNode record) throws IOException {
        String block = blocks("Which snapshot, and its names").get(0);
        String names = "; echo \"$KEY $VERSION_ID $SHA256 $SHARES $THRESHOLD $NONCE\"";
        CommandResult picked = suite.processes().run(line("runbook-pick", block + names), LONGEST);
        assertEquals(
                String.join(
                                " ",
                                record.path("key").asText(),
                                record.path("versionId").asText(),
                                record.path("sha256").asText(),
                                record.at("/seal/shares").asText(),
                                record.at("/seal/threshold").asText(),
                                record.at("/canary/nonce").asText())
                        .strip(),
                picked.orFail().out().strip());
    }

    void run(RestoreTarget target, List<RestoreStep> steps) throws IOException {
        runAll(target.title(), steps);
    }

    /** Runs the blocks of a section that belong to the steps. Each block must be there, after the one before it. */
    void runAll(String section, List<RestoreStep> steps) throws IOException {
        List<String> written = blocks(section);
        int from = 0;
        for (RestoreStep step : steps) {
            int at = written.subList(from, written.size()).indexOf(step.command());
            assertTrue(at >= 0, () -> "the runbook's section '" + section + "' lacks " + step);
            run(step, written.get(from + at));
            from += at + 1;
        }
    }

    private static List<String> blocks(String section) throws IOException {
        String page = Files.readString(Suite.project().resolve("docs/runbook.md"));
        String text = page.substring(page.indexOf("\n## " + section + "\n") + 4);
        return BLOCK.matcher(text.substring(0, text.indexOf("\n## ")))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** Plays the StatefulSet: the server is a process, and a pod that is nowhere stands for it. */
    private void playStatefulSet() {
        suite.get(ControlPlane.class)
                .kubectl(
                        "--namespace=vault",
                        "run",
                        "vault-0",
                        "--image=openbao",
                        "--restart=Never",
                        "--overrides={\"spec\": {\"nodeName\": \"elsewhere\", \"terminationGracePeriodSeconds\": 0}}")
                .orFail();
    }

    private void run(RestoreStep step, String command) throws IOException {
        if (step == RestoreStep.RESTART) {
            playStatefulSet();
        }
        CommandResult result = suite.processes().run(line("runbook-" + step, typed(step, command)), LONGEST);
        assertEquals(0, result.exitCode(), () -> step + ": " + result.printed());
        if (step == RestoreStep.RESTART) {
            server.kill();
            server.restart();
        }
        String answer = step.answer();
        assertTrue(
                answer == null || pattern(answer).matcher(result.printed()).find(),
                () -> step + " did not answer " + step.expected() + " but " + result.printed());
    }

    private Command line(String name, String command) {
        Path bao = suite.get(Tools.class).openBao().program();
        Path aws = suite.get(Tools.class).path("aws");
        Path kubectl = suite.get(Tools.class).path("kubectl");
        Command line = Command.of(name, folder, "sh", "-c", command)
                .with(stack.aws().variables())
                .with("AWS_ENDPOINT_URL", stack.aws().tlsEndpoint().toString())
                .with("AWS_CA_BUNDLE", certificate())
                .with(
                        "PATH",
                        bao.getParent() + ":" + aws.getParent() + ":" + kubectl.getParent() + ":"
                                + System.getenv("PATH"))
                .with("HOME", folder.toString())
                .with("KUBECONFIG", suite.get(ControlPlane.class).kubeconfig().toString())
                .with("VAULT_ADDR", server.address().toString());
        for (Map.Entry<RestoreVariable, String> value : values.entrySet()) {
            line = line.with(value.getKey().name(), value.getValue());
        }
        return line;
    }

    /** What a person types at a terminal: the root token at a login, the key share at an unseal. */
    private String typed(RestoreStep step, String command) throws IOException {
        if (!step.isTyped()) {
            return command;
        }
        Path typed = folder.resolve("typed");
        Files.writeString(typed, (step == RestoreStep.UNSEAL ? keys.share() : keys.rootToken()) + "\n");
        Path script = Files.writeString(folder.resolve("typed.sh"), command + "\n");
        return "script --quiet --return --command 'sh " + script + "' /dev/null <" + typed;
    }

    private String certificate() {
        return suite.get(CertificateAuthority.class).certificate().toString();
    }

    private Pattern pattern(String answer) {
        String filled = answer;
        for (Map.Entry<RestoreVariable, String> value : values.entrySet()) {
            filled = filled.replace("$" + value.getKey().name(), Pattern.quote(value.getValue()));
        }
        return Pattern.compile(filled);
    }
}
