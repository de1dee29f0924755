package io.vaultsnapshot.contract.finding;

/**
 * What a server does when it restores a snapshot with a given finding, with {@code -force}. For OpenBao it was seen:
 * one damaged snapshot of each kind was restored into a throw-away server, which was then unsealed with the snapshot's
 * key. {@code docs/format.md} says for each kind of damage what is known of which server, and from where.
 */
public enum Consequence {
    /** The server restores it, and the data can be read afterwards. */
    RESTORES("restores, data readable"),
    /** The server answers with an error and keeps its data. */
    REFUSED("refused, the target keeps its data"),
    /**
     * The server reports success, and then cannot be unsealed with the snapshot's key. The data that it had is lost.
     */
    LEAVES_SEALED("reports success, but the server cannot be unsealed and its data is lost"),
    /** The server reports success and comes back, but part of what the snapshot's server had is gone. */
    LOSES_PART("reports success, but part of the data is lost"),
    /** There is nothing to restore, or it is not known what happens. */
    NOT_KNOWN("not known");

    private final String text;

    Consequence(String text) {
        this.text = text;
    }

    /** Returns the consequence in words, as part of a sentence. */
    public String text() {
        return text;
    }
}
