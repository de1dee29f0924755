package io.vaultsnapshot.e2e.kube;

import java.io.Serial;

/** The API server refused a request. */
public final class KubeRefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    KubeRefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }
}
