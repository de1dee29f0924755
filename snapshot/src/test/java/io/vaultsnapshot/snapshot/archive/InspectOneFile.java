package io.vaultsnapshot.snapshot.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that inspects a file and prints the verdict. It runs in a JVM with a small heap. */
final class InspectOneFile {
    private InspectOneFile() {}

    public static void main(String... args) throws IOException {
        try (InputStream in = Files.newInputStream(Path.of(args[0]))) {
            ArchiveInspection inspection = SnapshotArchiveReader.inspect(in);
            System.out.println(inspection.verdict() + " " + inspection.findings());
        }
    }
}
