package io.vaultsnapshot.verifier.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.health.ClusterState;
import io.vaultsnapshot.snapshot.store.PageStore;
import io.vaultsnapshot.snapshot.store.StoreUnavailableException;
import io.vaultsnapshot.snapshot.testing.Fixtures;
import io.vaultsnapshot.verifier.handler.VerifierWorld;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The page that a sweep leaves: when it is written, and that it costs the sweep nothing. */
class FleetViewTest {
    private static final String MONDAY = "2026-11-23T02:05:00Z";

    private final VerifierWorld world = new VerifierWorld();

    @Test
    void sweep_nothingChanged_writesNoPageAgain() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.sweep();
        assertEquals("written", world.lastRun().get(FleetView.PAGE));
        world.clock.moveTo("2026-11-23T18:00:00Z");
        world.sweep();

        assertEquals("unchanged", world.lastRun().get(FleetView.PAGE));
        assertEquals(1, versions().size());
    }

    @Test
    void sweep_somethingChanged_writesThePageOnce() {
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.sweep();
        world.clock.moveTo("2026-11-24T02:55:00Z");
        world.sweep();
        world.sweep();

        assertEquals(2, versions().size());
        assertTrue(
                versions().get(0).contains("<b>1</b><span class=\"state s-healthy\">"),
                versions().get(0));
        assertTrue(
                versions().get(1).contains("<b>1</b><span class=\"state s-stale\">"),
                versions().get(1));
        assertTrue(
                versions().get(1).contains("2026-11-24 02:55 UTC"), versions().get(1));
    }

    @Test
    void sweep_pageIsGone_writesItAgain() {
        world.sweep();
        world.pages.delete(StatusKey.FLEET_PAGE);
        world.sweep();

        assertEquals(2, versions().size());
    }

    /** The page is a service. The alarm is not. */
    @Test
    void sweep_pageCannotBeWritten_endsAndSaysWhy() {
        world.withPageStore(refusing("AccessDenied <script>"));
        world.arrive("demo", MONDAY, Fixtures.whole());
        world.clock.moveTo("2026-11-24T02:55:00Z");
        world.sweep();

        assertEquals(ClusterState.STALE, world.status("demo").state());
        assertEquals(1, world.alerts.published().size());
        assertEquals(1, world.lastRun().get("SweepCompleted"));
        assertTrue(
                String.valueOf(world.lastRun().get(FleetView.PAGE)).startsWith("failed: "), world.lastRun()::toString);
        assertTrue(String.valueOf(world.lastRun().get(FleetView.PAGE)).contains("AccessDenied"));
    }

    @Test
    void sweep_mistakeInAPageStore_endsAndSaysWhy() {
        world.withPageStore(broken());
        world.sweep();

        assertEquals(1, world.lastRun().get("SweepCompleted"));
        assertEquals(
                "failed: java.lang.IllegalStateException: a mistake",
                world.lastRun().get(FleetView.PAGE));
    }

    @Test
    void sweep_noTimeLeft_leavesThePageToTheNext() {
        world.withTime(Duration.ZERO);
        try {
            world.sweep();
        } catch (java.io.UncheckedIOException outOfTime) {
            assertTrue(String.valueOf(outOfTime.getMessage()).contains("no time left"));
        }

        assertEquals("left to the next sweep", world.lastRun().get(FleetView.PAGE));
        assertEquals(List.of(), versions());
    }

    private List<String> versions() {
        return world.pages.versions(StatusKey.FLEET_PAGE);
    }

    private static PageStore refusing(String why) {
        return new PageStore() {
            @Override
            public Optional<String> digest(String key) {
                return Optional.empty();
            }

            @Override
            public void write(String key, String html, String digest) throws StoreUnavailableException {
                throw new StoreUnavailableException(why);
            }
        };
    }

    private static PageStore broken() {
        return new PageStore() {
            @Override
            public Optional<String> digest(String key) {
                throw new IllegalStateException("a mistake");
            }

            @Override
            public void write(String key, String html, String digest) {
                throw new IllegalStateException("not reached");
            }
        };
    }
}
