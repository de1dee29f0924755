package io.vaultsnapshot.e2e.suite;

import java.io.Serial;

/** Names the logs of every server beside a failure. It has no stack trace, since it is not a failure itself. */
final class ServerLogs extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ServerLogs(String where) {
        super(where, null, false, false);
    }
}
