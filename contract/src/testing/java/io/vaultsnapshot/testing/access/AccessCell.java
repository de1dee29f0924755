package io.vaultsnapshot.testing.access;

/**
 * One cell of the matrix.
 *
 * @param identity who tries
 * @param attempt what
 * @param target on what, or with what
 */
public record AccessCell(AccessIdentity identity, AccessAttempt attempt, AccessTarget target) {
    /** Returns it as a line that a person finds in the matrix. */
    @Override
    public String toString() {
        return identity.id() + " " + attempt.id() + " " + target.id();
    }
}
