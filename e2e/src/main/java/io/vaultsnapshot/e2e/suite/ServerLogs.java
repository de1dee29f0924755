package io.vaultsnapshot.e2e.suite;

import java.io.Serial;

/** Stands beside a failure and names the logs of every server. Has no stack trace: it happened nowhere. */
final class ServerLogs extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ServerLogs(String where) {
        super(where, null, false, false);
    }
}
