package io.vaultsnapshot.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.sandbox.process.ChildProcesses;
import io.vaultsnapshot.sandbox.process.Command;
import io.vaultsnapshot.sandbox.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the archive, and what lies beside it. */
class ArchiveIT {
    private static final List<String> APPS = List.of("cli", "manifests", "infra");
    private static final Pattern ENTRY = Pattern.compile("([-d]\\S+) 0/0 +\\d+ (\\S+ \\S+) (.*)");
    /** With them no Maven, no second HTTP client and no test is in the archive. */
    private static final List<String> NOT_IN_IT = List.of("junit", "maven", "netty", "httpclient", "spring", "s3mock");

    @TempDir
    private static Path folder;

    private static ChildProcesses processes;
    private static Path root;

    @BeforeAll
    static void unpack() throws IOException {
        processes = new ChildProcesses(folder.resolve("logs"));
        root = Archive.unpack(processes, folder.resolve("unpacked"));
    }

    @AfterAll
    static void close() {
        processes.close();
    }

    /** A library of an earlier build would stay in target/lib, and nobody would miss it there. */
    @Test
    void libraries_inTheArchive_areThoseOfTheClassPaths() throws IOException {
        Set<String> listed = new TreeSet<>();
        for (String app : APPS) {
            listed.addAll(Archive.libraries(root, app));
        }
        Set<String> there = Archive.names(root.resolve("jars/lib")).stream()
                .map(name -> "lib/" + name)
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(listed, there, "not those of the class paths; when there are more, build with 'clean'");
        assertTrue(there.stream().noneMatch(name -> NOT_IN_IT.stream().anyMatch(name::contains)), there::toString);
    }

    @Test
    void billOfMaterials_andLicences_nameEveryLibrary() throws IOException {
        String bill = Files.readString(Archive.BILL_OF_MATERIALS);
        String licences = Files.readString(root.resolve("THIRD-PARTY"));
        for (String library : Archive.names(root.resolve("jars/lib"))) {
            int dash = library.replaceFirst("-SNAPSHOT", "").lastIndexOf('-');
            String name = library.substring(0, dash);
            String version = library.substring(dash + 1, library.length() - ".jar".length());

            assertTrue(bill.contains("/" + name + "@" + version + "?type=jar"), library);
            if (!bill.contains("pkg:maven/io.vaultsnapshot/" + name + "@")) {
                assertTrue(licences.contains(":" + name + " " + version + "\n  "), () -> library + "\n" + licences);
            }
        }
        assertArrayEquals(
                Files.readAllBytes(Archive.BILL_OF_MATERIALS),
                Files.readAllBytes(root.resolve(Archive.NAME + ".cdx.json")));
    }

    /** Everything about an entry that a build on another machine could write differently. */
    @Test
    void entries_haveOneOwnerOneTimeAndThreeModes() throws IOException {
        CommandResult listing = processes
                .run(
                        Command.of("list", folder, "tar", "--numeric-owner", "-tvzf", Archive.FILE.toString())
                                .with("TZ", "UTC"),
                        Duration.ofMinutes(1))
                .orFail();
        Set<String> times = new TreeSet<>();
        Set<String> modes = new TreeSet<>();
        for (String line : listing.out().lines().toList()) {
            var entry = ENTRY.matcher(line);
            assertTrue(entry.matches(), line);
            times.add(entry.group(2));
            modes.add(entry.group(1));
        }
        assertEquals(1, times.size(), times::toString);
        assertEquals(Set.of("-rw-r--r--", "-rwxr-xr-x", "drwxr-xr-x"), modes);
    }

    @Test
    void checksums_besideTheArchive_areRight() {
        CommandResult sums = processes.run(
                Command.of("sums", Archive.BUILT, "sha256sum", "--check", "--strict", "SHA256SUMS"),
                Duration.ofMinutes(1));

        assertEquals(0, sums.exitCode(), sums::printed);
        assertEquals(
                Set.of(Archive.NAME + ".cdx.json: OK", Archive.NAME + ".tar.gz: OK"),
                sums.out().lines().collect(Collectors.toSet()));
    }

    @Test
    void functionsJar_isTheOneThatWasBuilt() throws IOException {
        assertArrayEquals(
                Files.readAllBytes(Archive.CHECKOUT.resolve("lambda-verifier/target/verifier.jar")),
                Files.readAllBytes(root.resolve("jars/verifier.jar")));
    }
}
