package io.vaultsnapshot.snapshot.seal;

import io.vaultsnapshot.contract.aws.KmsKeyArn;

/** Unwraps the data keys of seals. Needs the right to decrypt, which only those have who may restore. */
public interface DataKeys {
    /**
     * Returns the data key in plain.
     *
     * @throws RefusedException if it could not be unwrapped
     */
    byte[] unwrap(KmsKeyArn key, byte[] wrapped) throws RefusedException;

    /** A data key could not be unwrapped. */
    final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean ofTheBytes;

        /**
         * Creates the exception.
         *
         * @param ofTheBytes whether the key says that the bytes are not its own, rather than that one may not ask
         */
        public RefusedException(String message, boolean ofTheBytes, Throwable cause) {
            super(message, cause);
            this.ofTheBytes = ofTheBytes;
        }

        /** Returns whether the wrapped bytes are to blame. */
        public boolean isOfTheBytes() {
            return ofTheBytes;
        }
    }
}
