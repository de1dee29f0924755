package io.vaultsnapshot.verifier.history;

import io.vaultsnapshot.verifier.history.BackupsModel.Look;
import java.util.List;

/** One thing that an invocation of the verifier may be about. */
public sealed interface Act {
    /** A snapshot is looked at that was taken so many minutes from now; the look itself was so many minutes ago. */
    record See(int takenFromNow, int lookedAgo, Look look) implements Act {}

    /** One of the snapshots of before is delivered once more. */
    record SeeAgain(int which) implements Act {}

    /** The seal's key is looked at. */
    record LookAtSeal(int lookedAgo, boolean dead) implements Act {}

    /** Nothing but time has passed. */
    record Pass() implements Act {}

    /**
     * What happens at a point of an invocation: the process ends, or another invocation comes in between.
     *
     * @param point the point
     * @param crash whether the process ends
     * @param other what the other invocation is about
     * @param otherCrashesAt at which of its own points that one ends, negative for never
     */
    record Interruption(int point, boolean crash, Act other, int otherCrashesAt) {}

    /**
     * One step of a history.
     *
     * @param minutes how far the clock goes first; it may step back a little
     * @param pauseFor minutes from then for which a pause is declared, 0 to end it, negative to leave it
     * @param act what the invocation is about
     * @param interruptions what happens within it
     */
    record Step(int minutes, int pauseFor, Act act, List<Interruption> interruptions) {}
}
