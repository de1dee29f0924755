package io.vaultsnapshot.verifier.sweep;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.contract.status.FleetIndex;
import io.vaultsnapshot.report.page.FleetPage;
import io.vaultsnapshot.snapshot.store.DocumentStore;
import io.vaultsnapshot.snapshot.store.PageStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.verification.Deadline;
import io.vaultsnapshot.verifier.metrics.RunMetrics;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a sweep leaves of the fleet: the index for programs, and a page for people. The index is written every time, since it says
 * when the sweep was. The page is written when something changed ({@code docs/decisions/0043}).
 */
public final class FleetView {
    /** The property of a run's line in the log that says what became of the page. */
    static final String PAGE = "page";

    private final SnapshotSettings settings;
    private final DocumentStore documents;
    private final PageStore pages;
    private final Clock clock;

    /** Creates the view of the clusters of the settings. */
    public FleetView(SnapshotSettings settings, DocumentStore documents, PageStore pages, Clock clock) {
        this.settings = settings;
        this.documents = documents;
        this.pages = pages;
        this.clock = clock;
    }

    /**
     * Writes the index, and the page if it changed. What goes wrong with the page is told in the log, and the sweep goes on.
     *
     * @param deadline from when on the page is left to the next sweep
     * @throws StoreUnavailableException if the index could not be written
     */
    void write(FleetIndex index, Deadline deadline, RunMetrics metrics) throws StoreUnavailableException {
        documents.overwrite(StatusKey.FLEET_INDEX, index.toMap());
        metrics.describe(PAGE, deadline.isPassed() ? "left to the next sweep" : page(index));
    }

    /** No mistake in a drawing may keep a sweep from its end, so any exception is an answer here. */
    private String page(FleetIndex index) {
        try {
            FleetPage page = FleetPage.of(settings.bucket(), index, unseen(index));
            String digest = page.digest();
            if (pages.digest(StatusKey.FLEET_PAGE).equals(Optional.of(digest))) {
                return "unchanged";
            }
            pages.write(StatusKey.FLEET_PAGE, page.writtenAt(clock.instant()), digest);
            return "written";
        } catch (StoreUnavailableException | RuntimeException failure) {
            return "failed: " + failure;
        }
    }

    private List<String> unseen(FleetIndex index) {
        return index.unseen(
                settings.clusters().stream().map(ClusterSettings::name).toList());
    }
}
