package io.vaultsnapshot.report.testing;

import io.vaultsnapshot.contract.status.FleetEntry;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.report.facts.ReportFacts;
import io.vaultsnapshot.report.page.FleetPage;
import io.vaultsnapshot.report.page.ReportPage;
import io.vaultsnapshot.report.reading.FleetIndexReader;
import io.vaultsnapshot.snapshot.custody.RecordSigner;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Pages for a browser: fleets of several sizes, and hostile texts in every place. */
public final class SamplePages {
    /** Fleets of so many clusters. */
    public static final List<Integer> SIZES = List.of(1, 40, 1_000);

    private SamplePages() {}

    /** Writes the page of a fleet; returns its file. */
    public static Path fleet(Path folder, int clusters) throws IOException {
        return write(folder, "report-" + clusters, facts(clusters));
    }

    /** Writes the page of two clusters on which every free text is the given one; returns its file. */
    public static Path hostile(Path folder, int number, String text) throws IOException {
        return write(folder, "hostile-" + number, HostileFacts.of(facts(2), place -> text));
    }

    /** Returns the index of a fleet. */
    public static FleetIndex index(int clusters) throws StoreUnavailableException {
        return FleetIndexReader.read(new GeneratedFleet(clusters, RecordSigner.NONE).documents());
    }

    /** Returns the index of a fleet of another size, made of the clusters of one: a large one takes minutes to generate. */
    public static FleetIndex enlarged(FleetIndex index, int clusters) {
        List<FleetEntry> entries = List.copyOf(index.clusters().values());
        Map<String, FleetEntry> all = new TreeMap<>();
        for (int i = 0; i < clusters; i++) {
            all.put("cluster-" + i, entries.get(i % entries.size()));
        }
        return new FleetIndex(index.sweptAt(), all);
    }

    /** Writes the page that a sweep of a fleet leaves; returns its file. */
    public static Path swept(Path folder, int clusters) throws IOException {
        FleetPage page = FleetPage.of("snapshots", enlarged(index(40), clusters), List.of("lost"));
        return Files.writeString(folder.resolve("swept-" + clusters + ".html"), page.writtenAt(GeneratedFleet.NOW));
    }

    private static ReportFacts facts(int clusters) throws StoreUnavailableException {
        if (clusters > 40) {
            // Thirty thousand signatures would take half a minute.
            return new GeneratedFleet(clusters, RecordSigner.NONE).facts(new byte[0]);
        }
        TestSigner signer = new TestSigner();
        return new GeneratedFleet(clusters, signer).facts(signer.publicKey());
    }

    private static Path write(Path folder, String name, ReportFacts facts) throws IOException {
        return Files.writeString(folder.resolve(name + ".html"), ReportPage.of(facts));
    }
}
