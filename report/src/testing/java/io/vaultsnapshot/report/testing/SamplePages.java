package io.vaultsnapshot.report.testing;

import io.vaultsnapshot.report.facts.ReportFacts;
import io.vaultsnapshot.report.page.ReportPage;
import io.vaultsnapshot.snapshot.custody.RecordSigner;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
