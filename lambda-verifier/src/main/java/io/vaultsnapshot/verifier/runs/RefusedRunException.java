package io.vaultsnapshot.verifier.runs;

/** A document is not what a run of the cluster's backup job writes. The message does not repeat what it says. */
final class RefusedRunException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedRunException(String why) {
        super(why);
    }
}
