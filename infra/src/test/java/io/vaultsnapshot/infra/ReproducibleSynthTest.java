package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/** The same settings give the same bytes: a deployment without a change is one without an update. */
class ReproducibleSynthTest {
    @TempDir
    Path folder;

    @Test
    void twoSynths_areByteIdentical() throws IOException {
        Map<String, String> first = synth("first");
        assertTrue(first.containsKey("VaultSnapshot.template.json"), first.toString());
        assertEquals(first, synth("second"));
    }

    private Map<String, String> synth(String name) throws IOException {
        Path outdir = folder.resolve(name);
        App app = App.Builder.create()
                .context(SynthesizedStack.context("full", SynthesizedStack.LOOKED_UP))
                .outdir(outdir.toString())
                .build();
        new SnapshotStack(app, ContextSettings.read(app.getNode()), SynthesizedStack.stubJar());
        app.synth();
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(outdir)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(outdir.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }
}
