package io.vaultsnapshot.benchmark;

import io.vaultsnapshot.contract.finding.Verdict;
import io.vaultsnapshot.snapshot.archive.ArchiveInspection;
import io.vaultsnapshot.snapshot.archive.SnapshotArchiveReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The reader alone, warm, from memory: how long 128 MiB of state take. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ReaderBenchmark {
    private static final long STATE_BYTES = 128L << 20;

    /** How the blocks are written. */
    @Param({"stored", "deflated"})
    public String blocks = "stored";

    private byte[] object = new byte[0];

    /** Makes the snapshot. */
    @Setup
    public void make() throws IOException {
        Path file = Files.createTempFile("benchmark", ".snap");
        SnapshotGenerator.write(file, STATE_BYTES, blocks.equals("deflated"));
        object = Files.readAllBytes(file);
        Files.delete(file);
    }

    /** Reads it. */
    @Benchmark
    public ArchiveInspection inspect() throws IOException {
        ArchiveInspection inspection = SnapshotArchiveReader.inspect(new ByteArrayInputStream(object));
        if (inspection.verdict() != Verdict.INTACT) {
            throw new IllegalStateException(inspection.findings().toString());
        }
        return inspection;
    }
}
