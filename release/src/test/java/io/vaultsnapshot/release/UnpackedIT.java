package io.vaultsnapshot.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.sandbox.process.ChildProcesses;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first hour of a person with the archive: another user than the builder, a path with a space, no Maven, no network. */
class UnpackedIT {
    private static final String FUNCTION = "jars/verifier.jar";

    @TempDir
    private static Path folder;

    private static ChildProcesses processes;
    private static Person person;
    private static Path root;

    @BeforeAll
    static void unpack() throws IOException {
        processes = new ChildProcesses(folder.resolve("logs"));
        // JUnit makes the folder for its owner alone.
        processes
                .run(Command.of("open", folder, "chmod", "755", "."), Duration.ofMinutes(1))
                .orFail();
        person = new Person(processes, folder);
        root = Archive.unpack(processes, folder.resolve("my tools"));
        // What `npm ci` installs. With it there would be a network.
        Path installed = Archive.CHECKOUT.resolve("node_modules");
        assertTrue(Files.isDirectory(installed.resolve("aws-cdk")), () -> installed + " is missing; run npm ci");
        processes
                .run(
                        Command.of(
                                "npm-ci",
                                root,
                                "cp",
                                "-R",
                                installed.toRealPath().toString(),
                                "node_modules"),
                        Duration.ofMinutes(2))
                .orFail();
        person.own(root);
    }

    @AfterAll
    static void close() throws IOException {
        processes.close();
        person.close();
    }

    @Test
    void version_saysVersionAndCommit() {
        CommandResult version = launch("--version").orFail();

        assertTrue(
                version.out()
                        .matches("vault-snapshot " + Archive.NAME.replace("vault-snapshot-", "")
                                + " \\(commit [0-9a-f]{12}(, with local changes)?\\)\n"),
                version::printed);
    }

    @Test
    void initManifestsSynthDoctor_inThisOrder_findWhatTheArchiveHas() throws IOException {
        launch(
                        "init",
                        "--account",
                        "222233334444",
                        "--region",
                        "eu-north-1",
                        "--cluster",
                        "first",
                        "--email",
                        "a@example.com")
                .orFail();
        nameIssuer(root.resolve("settings.local.json"));
        launch("manifests").orFail();
        CommandResult synth = cdkSynth().orFail();
        CommandResult doctor = launch("doctor");

        assertTrue(Files.isExecutable(root.resolve("dist/first/configure-vault.sh")));
        assertEquals("", synth.err(), synth::printed);
        assertTrue(templates().contains("snapshots/first/"), "the writer's role of the cluster is in no template");
        assertArrayEquals(
                Files.readAllBytes(root.resolve(FUNCTION)), Files.readAllBytes(functionOf(root.resolve("cdk.out"))));
        assertEquals(1, doctor.exitCode(), doctor::printed);
        for (String found : List.of("java", "node", "cdk-cli", "settings", "manifests of first")) {
            assertTrue(
                    doctor.out().lines().anyMatch(line -> line.matches(" +ok +" + found + ": .*")),
                    () -> found + ":\n" + doctor.printed());
        }
        assertEquals("", doctor.err());
    }

    /** What a cluster has of its own is in a nested template. */
    private String templates() throws IOException {
        StringBuilder all = new StringBuilder();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve("cdk.out"), "*.template.json")) {
            for (Path file : files) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void verify_wholeSnapshot_exitsZeroWithoutAnotherWord() throws IOException {
        Path snapshot = Files.copy(
                Archive.CHECKOUT.resolve("fixtures/openbao-2.6.2-300-secrets.snap"), folder.resolve("a.snap"));

        CommandResult verify = launch("verify", snapshot.toString()).orFail();
        assertTrue(verify.out().startsWith("intact"), verify::printed);
        assertEquals("", verify.err());
    }

    /** The first two lines of the page about an upgrade. */
    @Test
    void upgrade_settingsOfTheOldFolder_areThoseOfTheNewOne() throws IOException {
        Path next = Archive.unpack(processes, folder.resolve("next version"));
        Files.writeString(
                next.resolve("settings.local.json"),
                "{\"account\": \"222233334444\", \"region\": \"eu-north-1\", \"allowNoSubscribers\": true,"
                        + " \"clusters\": [{\"name\": \"kept\"}]}");
        person.own(next);

        CommandResult init = person.run(next, "./vault-snapshot", "init").orFail();
        CommandResult due =
                person.run(next, "./vault-snapshot", "due", "--count", "1").orFail();
        assertTrue(init.out().contains("settings.local.json was there; cdk.json names it now."), init::printed);
        assertTrue(due.out().startsWith("kept: "), due::printed);
    }

    @Test
    void demo_isNotInTheArchive_andSaysWhereItIs() {
        CommandResult demo = launch("demo");

        assertEquals(3, demo.exitCode(), demo::printed);
        assertTrue(demo.err().startsWith("vault-snapshot: a release is without the demo"), demo::printed);
        assertEquals(1, demo.err().lines().count());
    }

    @Test
    void programs_missingOrTooOld_areOneSentence() throws IOException {
        Path java = person.programs().resolve("java");
        Path real = Files.readSymbolicLink(java);
        Files.delete(java);
        assertOneLine("vault-snapshot: java is not on PATH; install a Java runtime, 17 or newer", launch("--version"));

        Path old = Files.createDirectories(folder.resolve("jre-11/bin")).getParent();
        Files.writeString(old.resolve("release"), "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"11.0.22\"\n");
        Files.createSymbolicLink(java, Files.createSymbolicLink(old.resolve("bin/java"), real.toRealPath()));
        // A link to another Java's program would be followed to that one's version.
        Files.delete(old.resolve("bin/java"));
        Files.copy(real.toRealPath(), old.resolve("bin/java"));
        assertOneLine(
                "vault-snapshot: java is version 11.0.22, which is too old; install a Java runtime, 17 or newer, and put it"
                        + " first on PATH",
                launch("verify", "a.snap"));
        Files.delete(java);
        Files.createSymbolicLink(java, real);

        Path node = person.programs().resolve("node");
        Path pinned = root.resolve("node_modules/.bin/node");
        Files.delete(node);
        Files.move(pinned, pinned.resolveSibling("away"));
        assertOneLine(
                "vault-snapshot: node is not on PATH; install Node.js 20 or newer, or run npm ci", launch("manifests"));
        Files.move(pinned.resolveSibling("away"), pinned);
    }

    /** As after an archive that was not unpacked to its end. */
    @Test
    void part_thatIsMissing_isNamed() throws IOException {
        for (String part : List.of("jars/cli.jar", "jars/lib/" + anyLibraryOf("cli"), "jars/cli.classpath")) {
            Files.move(root.resolve(part), root.resolve("away"));
            assertOneLine(
                    "vault-snapshot: cannot read " + root.toRealPath().resolve(part)
                            + ", a part of the release; unpack the archive again",
                    launch("verify", "a.snap"));
            Files.move(root.resolve("away"), root.resolve(part));
        }
        Files.move(root.resolve(FUNCTION), root.resolve("away"));
        CommandResult synth = cdkSynth();
        assertEquals(1, synth.exitCode(), synth::printed);
        assertTrue(
                synth.err().contains("The verifier's jar " + root.toRealPath().resolve(FUNCTION) + " does not exist"),
                synth::printed);
        assertFalse(synth.err().contains("\tat "), synth::printed);
        Files.move(root.resolve("away"), root.resolve(FUNCTION));
    }

    /** Without it the CDK CLI asks AWS for the cluster's issuer. */
    private static void nameIssuer(Path settings) throws IOException {
        String written = Files.readString(settings);
        String named = written.replace(
                "{\"name\":\"first\"",
                "{\"name\":\"first\",\"oidcIssuer\":\"https://oidc.eks.eu-north-1.amazonaws.com/id/"
                        + "0123456789ABCDEF0123456789ABCDEF\"");
        assertNotEquals(written, named);
        Files.writeString(settings, named);
    }

    /** Returns the function's jar as the CDK CLI would upload it. */
    private static Path functionOf(Path assembly) throws IOException {
        try (Stream<Path> files = Files.list(assembly)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String anyLibraryOf(String app) throws IOException {
        return Archive.libraries(root, app).iterator().next().replace("lib/", "");
    }

    private static void assertOneLine(String expected, CommandResult result) {
        assertEquals(3, result.exitCode(), result::printed);
        assertEquals(expected + "\n", result.err());
    }

    private static CommandResult launch(String... arguments) {
        return person.run(
                root,
                Stream.concat(Stream.of("./vault-snapshot"), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private static CommandResult cdkSynth() {
        return person.run(root, "node_modules/.bin/cdk", "synth", "--quiet");
    }
}
