package io.vaultsnapshot.cli.restore;

import io.vaultsnapshot.contract.document.Ids;
import java.util.Optional;

/** Where a snapshot is restored to. */
public enum RestoreTarget {
    /** The server that runs: its data is replaced. */
    EXISTING(
            "existing",
            "Restore into the running server",
            "The server runs, is unsealed, and its data is to be replaced by the snapshot's: after a deletion by mistake,"
                    + " or after an attack, with a snapshot from before it. All that was written since the snapshot is lost."),
    /** A server without data, which becomes the snapshot's. */
    NEW(
            "new",
            "Restore into a new server",
            "The old server is gone or cannot be unsealed any more. Start one node of a new server, of the version of the"
                    + " old one and with the same seal stanza. The others join it at the end. In another account or region"
                    + " the new server's role needs the right to use the old seal's key first."),
    /** The server of a drill, which nothing can reach, so that one value can be read from it. */
    DRILL(
            "drill",
            "Read one secret of an old snapshot",
            "The running server stays as it is. The snapshot is restored into the throw-away server of a restore drill, which"
                    + " nothing can reach and which reaches nothing. It stays there for an hour. Key holders make a root token"
                    + " of it, and the value is read. It needs drillSchedule in the settings.");

    private final String id;
    private final String title;
    private final String when;

    RestoreTarget(String id, String title, String when) {
        this.id = id;
        this.title = title;
        this.when = when;
    }

    /** Returns its word on the command line. */
    public String id() {
        return id;
    }

    /** Returns the title of its section. */
    public String title() {
        return title;
    }

    /** Returns when it is the right one, in whole sentences. */
    public String when() {
        return when;
    }

    /** Returns the target of a word, or empty for any other text. */
    public static Optional<RestoreTarget> ofId(String id) {
        return Ids.find(values(), RestoreTarget::id, id);
    }
}
