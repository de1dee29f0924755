package io.vaultsnapshot.sandbox.waiting;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A condition did not hold before its deadline. The message says what was waited for and for how long. */
public final class DeadlineExceededException extends WaitEndedException {
    @Serial
    private static final long serialVersionUID = 1L;

    DeadlineExceededException(String message, @Nullable Exception last) {
        super(message);
        if (last != null) {
            initCause(last);
        }
    }
}
