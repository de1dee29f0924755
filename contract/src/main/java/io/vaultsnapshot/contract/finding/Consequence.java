package io.vaultsnapshot.contract.finding;

/**
 * What a server does when told to restore a snapshot with a given finding, {@code -force} included. Seen with
 * OpenBao 2.6.2, one mutant of each kind restored into a throw-away server and unsealed with the snapshot's key.
 */
public enum Consequence {
    /** Damaged, yet the server takes it and the data is readable afterwards. */
    RESTORES("restores, data readable"),
    /** The server answers with an error and keeps what it had. */
    REFUSED("refused, the target keeps its data"),
    /** The server answers success, and the snapshot's own key no longer opens it: the target's data is gone too. */
    LEAVES_SEALED("answers success, leaves the server sealed or gone"),
    /** There is nothing to restore, or it could not be read. */
    NOT_KNOWN("cannot be said");

    private final String text;

    Consequence(String text) {
        this.text = text;
    }

    /** Returns the consequence in words, for tables and messages. */
    public String text() {
        return text;
    }
}
