package io.vaultsnapshot.verifier.handler;

import io.vaultsnapshot.verifier.history.Act;
import io.vaultsnapshot.verifier.history.Act.Interruption;
import io.vaultsnapshot.verifier.history.Act.Step;
import io.vaultsnapshot.verifier.history.BackupsModel;
import io.vaultsnapshot.verifier.history.BackupsModel.Look;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/**
 * Random histories of one cluster: snapshots good and bad, early, late, twice and out of order, lost clocks, pauses, seal
 * keys that die, invocations that crash or run into each other at any point. After each step the status is what an
 * independent model says, and subscribers get exactly the alerts it says: none lost, none doubled, each under one id.
 *
 * <p>A sample by default; {@code -Dhistories=10000} runs as many as are promised.
 */
class HistoriesTest {
    @Property
    void anyHistory_situationAndAlerts_areThoseOfTheModel(@ForAll("histories") List<Step> history) {
        PlayedHistory played = new PlayedHistory();
        history.forEach(played::play);
        played.comeToRest();
    }

    @Provide
    Arbitrary<List<Step>> histories() {
        return steps().list().ofMinSize(1).ofMaxSize(30);
    }

    private static Arbitrary<Step> steps() {
        Arbitrary<Integer> minutes = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(3, Arbitraries.integers().between(0, 20)),
                Tuple.of(2, Arbitraries.integers().between(20, 200)),
                Tuple.of(3, Arbitraries.integers().between(200, 1500)),
                Tuple.of(1, Arbitraries.integers().between(1500, 5000)),
                Tuple.of(1, Arbitraries.integers().between(-9, -1)));
        Arbitrary<Integer> pauses = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.just(-1)),
                Tuple.of(1, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(1, 4000)));
        Arbitrary<List<Interruption>> interruptions = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(List.<Interruption>of())),
                Tuple.of(1, interruptions().list().ofMinSize(1).ofMaxSize(3)));
        return Combinators.combine(minutes, pauses, acts(), interruptions).as(Step::new);
    }

    private static Arbitrary<Interruption> interruptions() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 12),
                        Arbitraries.of(true, false),
                        acts(),
                        Arbitraries.integers().between(-4, 8))
                .as(Interruption::new);
    }

    private static Arbitrary<Act> acts() {
        Arbitrary<Integer> taken = Arbitraries.frequencyOf(
                Tuple.of(5, Arbitraries.integers().between(-30, 0)),
                Tuple.of(2, Arbitraries.integers().between(-3 * BackupsModel.DAY, 0)),
                Tuple.of(1, Arbitraries.integers().between(0, BackupsModel.CLOCKS)),
                Tuple.of(1, Arbitraries.integers().between(BackupsModel.CLOCKS + 1, 9000)));
        Arbitrary<Integer> ago = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(1, 60)));
        Arbitrary<Look> looks = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.just(Look.PROVEN)), Tuple.of(6, Arbitraries.of(Look.values())));
        Arbitrary<Act> see = Combinators.combine(taken, ago, looks).as(Act.See::new);
        Arbitrary<Act> again = Arbitraries.integers().between(0, 40).map(Act.SeeAgain::new);
        Arbitrary<Act> seal =
                Combinators.combine(ago, Arbitraries.of(true, false, false)).as(Act.LookAtSeal::new);
        return Arbitraries.frequencyOf(
                Tuple.of(6, see), Tuple.of(2, again), Tuple.of(1, seal), Tuple.of(4, Arbitraries.just((Act)
                        new Act.Pass())));
    }
}
