package io.vaultsnapshot.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where people keep a checkout and what they have not set up yet: the real launcher works there or says one line. */
class LauncherPlacesIT {
    private static final Path CHECKOUT = Launcher.PATH.resolveSibling(".").normalize();
    private static final Path SNAPSHOT = CHECKOUT.resolve("fixtures/openbao-2.6.2-shamir.snap");
    /** Octal, so that no compiler and no locale of this JVM has to know the letter. */
    private static final String U_UMLAUT = "\\303\\274";

    @TempDir
    private Path folder;

    @Test
    void checkout_pathWithASpace_works() throws Exception {
        CommandRun run = new Launcher(folder, checkout("our tools")).run("verify", SNAPSHOT.toString());

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertEquals("", run.err());
    }

    @Test
    void launcher_throughRelativeLinks_isThatOfTheCheckout() throws Exception {
        Files.createSymbolicLink(folder.resolve("first"), Launcher.PATH);
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("first"));

        CommandRun run = new Launcher(folder, second).run("verify", SNAPSHOT.toString());
        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
    }

    @Test
    void localeC_nameBeyondAscii_isRead() throws Exception {
        String script = "name=$(printf 'schl" + U_UMLAUT + "ssel.snap'); cp '" + SNAPSHOT + "' \"$name\"; exec '"
                + Launcher.PATH + "' verify \"$name\"";

        CommandRun run =
                new Launcher(folder, Path.of("/bin/sh")).with("LC_ALL", "C").run("-c", script);
        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertEquals("", run.err());
    }

    @Test
    void home_thatCannotBeWritten_isNotNeeded() throws Exception {
        CommandRun run = new Launcher(folder).with("HOME", "/proc/no-home").run("verify", SNAPSHOT.toString());

        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
        assertEquals("", run.err());
    }

    /** A build would take minutes, and needs Maven, which only the first real command does. */
    @ParameterizedTest
    @ValueSource(strings = {"--help", "--version", "version", "-V", "help"})
    void helpAndVersion_nothingBuilt_areAnsweredWithoutABuild(String argument) throws Exception {
        Path launcher = Files.copy(Launcher.PATH, folder.resolve("vault-snapshot"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(CHECKOUT.resolve("pom.xml"), folder.resolve("pom.xml"));
        Path programs = Files.createDirectory(folder.resolve("bin"));
        Path maven = Files.writeString(programs.resolve("mvn"), "#!/bin/sh\necho built >&2\nexit 1\n");
        assertTrue(maven.toFile().setExecutable(true));

        CommandRun run = new Launcher(folder, launcher)
                .with("PATH", programs + ":" + System.getenv("PATH"))
                .run(argument);
        assertEquals(0, run.exitCode(), run::toString);
        assertEquals("", run.err());
        assertTrue(run.out().startsWith(argument.contains("elp") ? "vault-snapshot: " : "vault-snapshot 0."), run::out);
    }

    /** Not even root can make a folder below a file. */
    @Test
    void build_checkoutThatCannotBeWritten_isOneLine() throws Exception {
        Path launcher = Files.copy(Launcher.PATH, folder.resolve("vault-snapshot"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(folder.resolve("cli"), "");

        CommandRun run = new Launcher(folder, launcher).run("due");
        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode(), run::toString);
        assertEquals(
                "vault-snapshot: cannot build the command line tool: " + folder.toRealPath()
                        + "/cli/target is not writable; run this once as its owner\n",
                run.err());
    }

    @Test
    void builtBySomebodyElse_jarThatCannotBeRead_isOneLine() throws Exception {
        Path launcher = Files.copy(Launcher.PATH, folder.resolve("vault-snapshot"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(CHECKOUT.resolve("pom.xml"), folder.resolve("pom.xml"));
        Path target = Files.createDirectories(folder.resolve("cli/target"));
        Files.writeString(target.resolve("cli.classpath"), "lib/none.jar");
        Files.writeString(target.resolve("cli.jar"), "");

        CommandRun run = new Launcher(folder, launcher).run("--help");
        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode(), run::toString);
        assertEquals(
                "vault-snapshot: cannot read " + folder.toRealPath() + "/cli/target/lib/none.jar; run 'mvn package' in "
                        + folder.toRealPath() + "\n",
                run.err());
    }

    @Test
    void version_asAWord_isNotTakenForVerify() throws Exception {
        CommandRun run = new Launcher(folder).run("version");

        assertEquals(0, run.exitCode(), run::toString);
        assertTrue(run.out().startsWith("vault-snapshot "), run::out);
    }

    /** For the machine on which the alert arrives, and for another user than the one who built it. */
    @Test
    void jar_copiedWithItsLibraries_runsByItself() throws Exception {
        Path copy = Files.createDirectories(folder.resolve("copy/lib")).getParent();
        Files.copy(CHECKOUT.resolve("cli/target/cli.jar"), copy.resolve("cli.jar"));
        try (Stream<Path> libraries = Files.list(CHECKOUT.resolve("cli/target/lib"))) {
            for (Path library : libraries.toList()) {
                Files.copy(library, copy.resolve("lib").resolve(library.getFileName()));
            }
        }
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");

        CommandRun run = new Launcher(folder, java)
                .run("-jar", copy.resolve("cli.jar").toString(), "verify", SNAPSHOT.toString());
        assertEquals(ExitCode.INTACT, run.exitCode(), run::toString);
    }

    @Test
    void due_fromAnyFolder_findsTheSettingsOfTheCheckout() throws Exception {
        CommandRun run = new Launcher(folder).run("due", "--count", "1");

        assertEquals(0, run.exitCode(), run::toString);
        assertTrue(run.out().startsWith("demo: "), run::out);
    }

    /** The bucket is the one in the settings of the checkout; nothing answers for it here. */
    @Test
    void restore_fromAnyFolder_findsTheSettingsOfTheCheckout() throws Exception {
        CommandRun run = new Launcher(folder).run("restore", "--cluster", "demo");

        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode(), run::toString);
        assertTrue(
                run.err().startsWith("vault-snapshot restore: ") && !run.err().contains("--bucket"), run::err);
    }

    @Test
    void awsCommands_withoutRegionOrCredentials_sayWhatToRun() throws Exception {
        String bucket = "hashicorp-vault-snapshots-111122223333-eu-north-1";
        String object = "s3://" + bucket + "/snapshots/demo/vault_20261123_020500.snap";
        for (List<String> call : List.of(
                List.of("verify", object),
                List.of("inspect", object),
                List.of("audit", "demo", "--bucket", bucket),
                List.of("acknowledge", object, "--code", "REGRESSION", "--reason", "meant"))) {
            CommandRun run = new Launcher(folder).withoutAws().run(call.toArray(String[]::new));
            String said = run.out() + run.err();

            assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode(), run::toString);
            assertTrue(said.contains("no AWS credentials: run `aws sso login`, or set AWS_PROFILE"), said);
            assertFalse(said.contains("Provider") || said.contains("region"), said);
            assertTrue(said.lines().count() <= 4, said);
        }
    }

    @Test
    void bucketWithoutARegionInItsName_andNoRegion_saysWhatToSet() throws Exception {
        CommandRun run = new Launcher(folder).withoutAws().run("audit", "demo", "--bucket", "ours");

        assertEquals(ExitCode.COULD_NOT_LOOK, run.exitCode(), run::toString);
        assertEquals(
                "vault-snapshot audit: no AWS region is known; set AWS_REGION, or a region in the profile that AWS_PROFILE"
                        + " names\n",
                run.err());
    }

    /** Makes another path to this checkout, and returns the launcher in it. */
    private Path checkout(String name) throws IOException {
        return Files.createSymbolicLink(folder.resolve(name), CHECKOUT).resolve("vault-snapshot");
    }
}
