package io.vaultsnapshot.snapshot.seal;

import io.vaultsnapshot.contract.aws.KmsKeyArn;

/** Unwraps the data keys of seals. Needs the right to decrypt, which only identities that may restore have. */
public interface DataKeys {
    /**
     * Returns the data key in plain bytes.
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
         * @param ofTheBytes whether the bytes were refused because this key did not wrap them
         */
        public RefusedException(String message, boolean ofTheBytes, Throwable cause) {
            super(message, cause);
            this.ofTheBytes = ofTheBytes;
        }

        /** Returns whether the bytes were refused because this key did not wrap them. */
        public boolean isOfTheBytes() {
            return ofTheBytes;
        }
    }
}
