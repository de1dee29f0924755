package io.vaultsnapshot.cli.doctor;

/** How a check ended. */
public enum Outcome {
    /** It is as it must be. */
    OK("ok"),
    /** It is not, and somebody has to do something. */
    MISS("miss"),
    /** It could not be looked at. */
    UNKNOWN("unknown"),
    /** It was not looked at, for a reason. */
    SKIPPED("skipped");

    private final String id;

    Outcome(String id) {
        this.id = id;
    }

    /** Returns its name. */
    public String id() {
        return id;
    }
}
