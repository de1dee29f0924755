package io.vaultsnapshot.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.testing.GeneratedBlock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runbook's commands can be pasted: names are variables that are set once at the top. */
class RunbookCommandsTest {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```sh\\n(.*?)^ *```$");
    private static final Pattern ASSIGNED = Pattern.compile("\\b([A-Z][A-Z_]+)=");
    private static final Pattern USED = Pattern.compile("\\$\\{?([A-Z][A-Z_]+)");
    /** Names that few sections need; the top of the page lists them after the block. */
    private static final Set<String> NAMED_IN_THE_TEXT = Set.of("OFFSET", "NODE", "KNOWN_VALUE", "DELETE_MARKER_ID");

    /** Stands in for every program: writes down its name and arguments, and answers what the next command reads. */
    private static final String PROGRAM = """
            #!/bin/sh
            echo "${0##*/} $*" >>"$CALLS"
            case "$*" in
              *status/*) echo '{"state":"stale","lastProven":{"key":"snapshots/my-eks-cluster/vault_20261120_020500.snap"}}' ;;
              *records/*) echo '{"schema":"record/1","key":"k","versionId":"v-1"}' ;;
              's3 ls '*) printf '%s\\n' '2026 1 9 vault_20261120_020500.snap' '2026 2 9 vault_20261126_120000.snap' ;;
            esac
            """;

    @TempDir
    private Path folder;

    @Test
    void names_ofEveryCommand_areSetAtTheTopOrInTheirSection() throws IOException {
        String page = GeneratedBlock.page("docs/runbook.md");
        List<String> blocks = blocks(page);
        Set<String> top = names(ASSIGNED, blocks.get(0));
        top.addAll(NAMED_IN_THE_TEXT);
        Pattern bare = Pattern.compile("(?<![$\\w])(" + String.join("|", top) + ")\\b(?!=)");
        for (String section : page.split("\n## ", -1)) {
            String commands = String.join("", blocks(section));
            Set<String> unknown = names(USED, commands);
            unknown.removeAll(top);
            unknown.removeAll(names(ASSIGNED, commands));
            assertEquals(Set.of(), unknown, commands);
            assertEquals(Set.of(), names(bare, uncommented(commands)), "names without their dollar: " + commands);
        }
        assertTrue(blocks.size() > 50, "the runbook has commands");
    }

    @Test
    void commands_ofEveryBlock_areShell() throws Exception {
        String all = String.join("\n", blocks(GeneratedBlock.page("docs/runbook.md")));

        assertEquals(
                "",
                run("sh", "-n", Files.writeString(folder.resolve("all.sh"), all).toString()));
    }

    /** kubectl acts on the context that happens to be set, which may be another cluster's. */
    @Test
    void kubectl_inEveryBlock_namesTheContext() throws IOException {
        List<String> without = blocks(GeneratedBlock.page("docs/runbook.md")).stream()
                .flatMap(String::lines)
                .map(line -> line.replaceFirst(" +#.*", ""))
                .filter(line -> line.contains("kubectl ") && !line.contains("kubectl --context \"$CONTEXT\""))
                .toList();

        assertEquals(List.of(), without);
    }

    /** The steps in their order, with programs that only write down how they were called. */
    @Test
    void restoreNow_fromTopToBottom_callsWhatARestoreNeeds() throws Exception {
        String page = GeneratedBlock.page("docs/runbook.md");
        String section = page.substring(page.indexOf("\n## Restore now\n"), page.indexOf("\n## Which snapshot"));
        StringBuilder script = new StringBuilder("set -eu\nKNOWN_VALUE=kv/known\n")
                .append(blocks(page).get(0));
        blocks(section).forEach(script::append);
        for (String program : List.of("aws", "kubectl", "vault", "vault-snapshot")) {
            Path file = Files.writeString(folder.resolve(program), PROGRAM);
            assertTrue(file.toFile().setExecutable(true));
        }

        assertEquals(
                "snapshots/my-eks-cluster/vault_20261120_020500.snap, version v-1",
                run(
                                "env",
                                "PATH=" + folder + ":" + System.getenv("PATH"),
                                "CALLS=" + folder.resolve("calls"),
                                "sh",
                                Files.writeString(folder.resolve("restore.sh"), script)
                                        .toString())
                        .lines()
                        .findFirst()
                        .orElse(""));
        List<String> calls = Files.readAllLines(folder.resolve("calls"));
        assertInOrder(
                calls,
                "get-object --bucket hashicorp-vault-snapshots-111122223333-eu-north-1"
                        + " --key snapshots/my-eks-cluster/vault_20261120_020500.snap --version-id v-1 vault.snap",
                "vault-snapshot verify vault.snap",
                "patch cronjob vault-snapshot-cronjob -p {\"spec\":{\"suspend\":true}}",
                "vault operator raft snapshot save before.snap",
                "vault operator raft snapshot restore -force vault.snap",
                "vault operator unseal",
                "vault kv get kv/known",
                "patch cronjob vault-snapshot-cronjob -p {\"spec\":{\"suspend\":false}}",
                "create job --from=cronjob/vault-snapshot-cronjob after-restore-2",
                "wait --for=condition=complete job/after-restore-2",
                "vault-snapshot acknowledge s3://hashicorp-vault-snapshots-111122223333-eu-north-1"
                        + "/snapshots/my-eks-cluster/vault_20261126_120000.snap --code REGRESSION");
    }

    private static void assertInOrder(List<String> calls, String... expected) {
        int next = 0;
        for (String call : calls) {
            if (next < expected.length && call.contains(expected[next])) {
                next++;
            }
        }
        int reached = next;
        assertEquals(expected.length, reached, () -> "no call in its place: " + expected[reached] + " in " + calls);
    }

    private String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output;
    }

    private static List<String> blocks(String page) {
        return BLOCK.matcher(page)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String uncommented(String block) {
        return block.replaceAll("(?m) +#.*$", "");
    }
}
