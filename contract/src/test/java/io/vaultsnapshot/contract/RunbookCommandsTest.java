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
    private static final Pattern ASSIGNED = Pattern.compile("\\b([A-Z][A-Z0-9_]+)=");
    private static final Pattern USED = Pattern.compile("\\$\\{?([A-Z][A-Z0-9_]+)");
    /** Names that few sections need; the top of the page lists them after the block. */
    private static final Set<String> NAMED_IN_THE_TEXT = Set.of(
            "OFFSET",
            "NODE",
            "KNOWN_VALUE",
            "DELETE_MARKER_ID",
            "OTHER_VERSION_ID",
            "ORIGINAL_VERSION_ID",
            "WRITER_ROLE");

    /** The restore has a table of its own. */
    private static final Pattern NAMED_IN_THE_TABLE = Pattern.compile("(?m)^\\| `([A-Z0-9_]+)` \\|");

    /** Stands in for the AWS CLI. */
    private static final String AWS = """
            #!/bin/sh
            case "$*" in
              *status/*) echo '{"state":"stale","lastProven":{"key":"snapshots/my-eks-cluster/vault_20261120_020500.snap"}}' ;;
              *records/my-eks-cluster/vault_20261120_020500.json*) printf %s '{"schema":"record/1","key":"k","versionId":"v-1",' \
                '"canary":{"nonce":"n0nce+","writtenAt":"x"},"sha256":"ab12","seal":{"type":"shamir","shares":3,"threshold":2}}' ;;
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
        top.addAll(names(NAMED_IN_THE_TABLE, page));
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

    /** The commands of the restore itself run against real servers in module e2e. */
    @Test
    void restore_names_areThoseOfTheLastProvenSnapshotsRecord() throws Exception {
        String page = GeneratedBlock.page("docs/runbook.md");
        String section = page.substring(page.indexOf("\n## Which snapshot, and its names\n"));
        Path aws = Files.writeString(folder.resolve("aws"), AWS);
        assertTrue(aws.toFile().setExecutable(true));
        Path script = Files.writeString(
                folder.resolve("names.sh"),
                "set -eu\n" + blocks(page).get(0) + blocks(section).get(0)
                        + "echo \"$KEY $VERSION_ID $SHA256 $THRESHOLD of $SHARES, $NONCE\"\n");

        assertEquals(
                "snapshots/my-eks-cluster/vault_20261120_020500.snap v-1 ab12 2 of 3, n0nce+\n",
                run("env", "PATH=" + folder + ":" + System.getenv("PATH"), "sh", script.toString()));
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
