package io.vaultsnapshot.cli.restore;

import static io.vaultsnapshot.cli.restore.RestoreStep.ACKNOWLEDGE;
import static io.vaultsnapshot.cli.restore.RestoreStep.ACTIVE_AGAIN;
import static io.vaultsnapshot.cli.restore.RestoreStep.CANARY;
import static io.vaultsnapshot.cli.restore.RestoreStep.CHECKSUM;
import static io.vaultsnapshot.cli.restore.RestoreStep.CLEAN;
import static io.vaultsnapshot.cli.restore.RestoreStep.CONFIGURE;
import static io.vaultsnapshot.cli.restore.RestoreStep.DOWNLOAD;
import static io.vaultsnapshot.cli.restore.RestoreStep.DRILL_END;
import static io.vaultsnapshot.cli.restore.RestoreStep.DRILL_QUORUM;
import static io.vaultsnapshot.cli.restore.RestoreStep.DRILL_READ;
import static io.vaultsnapshot.cli.restore.RestoreStep.DRILL_ROOT;
import static io.vaultsnapshot.cli.restore.RestoreStep.DRILL_START;
import static io.vaultsnapshot.cli.restore.RestoreStep.DRILL_WAIT;
import static io.vaultsnapshot.cli.restore.RestoreStep.FOLDER;
import static io.vaultsnapshot.cli.restore.RestoreStep.GRANT;
import static io.vaultsnapshot.cli.restore.RestoreStep.INDEX;
import static io.vaultsnapshot.cli.restore.RestoreStep.INIT_SELF;
import static io.vaultsnapshot.cli.restore.RestoreStep.INIT_SHAMIR;
import static io.vaultsnapshot.cli.restore.RestoreStep.JOIN;
import static io.vaultsnapshot.cli.restore.RestoreStep.KEY_CANCEL_DELETION;
import static io.vaultsnapshot.cli.restore.RestoreStep.KEY_ENABLE;
import static io.vaultsnapshot.cli.restore.RestoreStep.KEY_STATE;
import static io.vaultsnapshot.cli.restore.RestoreStep.KNOWN_VALUE;
import static io.vaultsnapshot.cli.restore.RestoreStep.LOGIN;
import static io.vaultsnapshot.cli.restore.RestoreStep.LOGIN_AGAIN;
import static io.vaultsnapshot.cli.restore.RestoreStep.LOGIN_NEW;
import static io.vaultsnapshot.cli.restore.RestoreStep.NEW_SNAPSHOT;
import static io.vaultsnapshot.cli.restore.RestoreStep.PAUSE;
import static io.vaultsnapshot.cli.restore.RestoreStep.REACH;
import static io.vaultsnapshot.cli.restore.RestoreStep.REACH_NEW;
import static io.vaultsnapshot.cli.restore.RestoreStep.RESTART;
import static io.vaultsnapshot.cli.restore.RestoreStep.RESTORE;
import static io.vaultsnapshot.cli.restore.RestoreStep.RESUME;
import static io.vaultsnapshot.cli.restore.RestoreStep.SAFETY;
import static io.vaultsnapshot.cli.restore.RestoreStep.TOOLS;
import static io.vaultsnapshot.cli.restore.RestoreStep.UNSEAL;
import static io.vaultsnapshot.cli.restore.RestoreStep.UNSEALED;
import static io.vaultsnapshot.cli.restore.RestoreStep.VERIFY;

import java.util.List;

/** Which steps a restore has, in their order. */
public final class RestoreProcedure {
    /** What helps when the key of the seal does not answer. */
    public static final List<RestoreStep> LOST_KEY = List.of(KEY_STATE, KEY_CANCEL_DELETION, KEY_ENABLE);

    private static final List<RestoreStep> FILE = List.of(TOOLS, FOLDER, DOWNLOAD, CHECKSUM, VERIFY);

    private RestoreProcedure() {}

    /**
     * Returns the steps.
     *
     * @param shamir whether people with key shares unseal the snapshot's server; otherwise its seal opens itself
     * @param canary whether the record names a canary
     */
    public static List<RestoreStep> of(RestoreTarget target, boolean shamir, boolean canary) {
        return switch (target) {
            case EXISTING ->
                join(List.of(
                        FILE,
                        List.of(REACH, LOGIN, PAUSE, INDEX, SAFETY),
                        restore(shamir, canary),
                        List.of(NEW_SNAPSHOT, RESUME, ACKNOWLEDGE, CLEAN)));
            case NEW ->
                join(List.of(
                        FILE,
                        shamir ? List.of() : List.of(GRANT),
                        List.of(REACH_NEW, shamir ? INIT_SHAMIR : INIT_SELF, LOGIN_NEW),
                        restore(shamir, canary),
                        List.of(JOIN, CONFIGURE, NEW_SNAPSHOT, ACKNOWLEDGE, CLEAN)));
            case DRILL -> List.of(TOOLS, DRILL_START, DRILL_WAIT, DRILL_ROOT, DRILL_QUORUM, DRILL_READ, DRILL_END);
        };
    }

    private static List<RestoreStep> restore(boolean shamir, boolean canary) {
        return join(List.of(
                List.of(RESTORE),
                shamir ? List.of(UNSEAL, UNSEALED) : List.of(UNSEALED, RESTART, ACTIVE_AGAIN),
                List.of(LOGIN_AGAIN, canary ? CANARY : KNOWN_VALUE)));
    }

    private static List<RestoreStep> join(List<List<RestoreStep>> parts) {
        return parts.stream().flatMap(List::stream).toList();
    }
}
