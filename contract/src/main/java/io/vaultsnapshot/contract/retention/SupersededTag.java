package io.vaultsnapshot.contract.retention;

/** The tag of an object version that may go. Lifecycle rules delete only what has it, and only the verifier may set it. */
public final class SupersededTag {
    /** Its key. */
    public static final String KEY = "vault-snapshot-superseded";
    /** Its value. */
    public static final String VALUE = "yes";

    private SupersededTag() {}
}
