package io.vaultsnapshot.testing.access;

import io.vaultsnapshot.testing.access.AccessTarget.Group;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Why a cell is not executed: what the server that enforces IAM (versitygw 1.8.0) does not have. */
public enum StaticOnly {
    /** No sessions of roles but those of web identities. */
    TOKENS_ONLY("the server gives sessions for web-identity tokens only"),
    /** No tags of sessions. */
    NO_SESSION_TAGS("the server has no session tags"),
    /** The server takes no conditions on tags of objects. */
    NO_TAG_CONDITIONS("the server knows no conditions on tags; `RetentionScenario` tries these at MinIO"),
    /** The suite's stack has no replica. */
    NO_REPLICA("the suite's stack has no replica"),
    /** The server has S3, STS and IAM. */
    NO_SUCH_SERVICE("the server has S3, STS and IAM only"),
    /** Objects are not encrypted. */
    NO_KMS("the server does not encrypt; `LockScenario` tries it at MinIO"),
    /** No policy decides it. */
    BLOCKED_BY_THE_BUCKET("a setting of the bucket blocks it, and no server here has that setting"),
    /** The suite reaches it on a loopback address. */
    NO_TLS("the suite reaches the server without TLS; `AccessScenario` tries that then all is refused"),
    /** The server says of these that it does not have them, before it looks who asks. */
    AT_ANOTHER_SERVER("the server lacks this part of S3; `LockScenario` tries it at MinIO"),
    /** Neither server has it. */
    AT_NO_SERVER("no server here has this part of S3");

    private static final Set<AccessAttempt> WITH_KMS = EnumSet.of(
            AccessAttempt.PUT_WITH_ANOTHER_KEY, AccessAttempt.PUT_WITHOUT_KMS);
    private static final Set<AccessAttempt> LACKING = EnumSet.of(
            AccessAttempt.PUT_LIFECYCLE_RULE,
            AccessAttempt.CHANGE_ENCRYPTION,
            AccessAttempt.STOP_EVENTS,
            AccessAttempt.REPLICATE_AWAY);
    private static final Set<AccessTarget> TOKENS = EnumSet.of(
            AccessTarget.OWN_TOKEN,
            AccessTarget.TOKEN_OF_THE_OTHER_JOB,
            AccessTarget.TOKEN_OF_ANOTHER_ACCOUNT,
            AccessTarget.TOKEN_OF_ANOTHER_NAMESPACE,
            AccessTarget.TOKEN_OF_ANOTHER_CLUSTER,
            AccessTarget.TOKEN_FOR_ANOTHER_AUDIENCE,
            AccessTarget.EXPIRED_TOKEN,
            AccessTarget.FORGED_TOKEN);
    private static final Set<AccessIdentity> BY_TOKEN =
            EnumSet.of(AccessIdentity.WRITER, AccessIdentity.FOREIGN_WRITER, AccessIdentity.DRILL);

    private final String text;

    StaticOnly(String text) {
        this.text = text;
    }

    /** Returns the reason as a part of a sentence. */
    public String text() {
        return text;
    }

    /** Returns why a cell is not executed; empty when it is. */
    static Optional<StaticOnly> reason(AccessCell cell) {
        if (cell.identity() == AccessIdentity.SHARED_WRITER || cell.identity() == AccessIdentity.UNTAGGED_WRITER) {
            return Optional.of(NO_SESSION_TAGS);
        }
        if (cell.identity() == AccessIdentity.RETAINING_VERIFIER) {
            return Optional.of(NO_TAG_CONDITIONS);
        }
        if (cell.identity() == AccessIdentity.REPLICATION || cell.target().group() == Group.COPY) {
            return Optional.of(NO_REPLICA);
        }
        if (cell.target().group() == Group.CALLER) {
            boolean executed = TOKENS.contains(cell.target()) && BY_TOKEN.contains(cell.identity());
            return executed ? Optional.empty() : Optional.of(TOKENS_ONLY);
        }
        if (cell.target() == AccessTarget.ROLE) {
            return cell.attempt() == AccessAttempt.USE ? Optional.of(TOKENS_ONLY) : Optional.empty();
        }
        if (cell.target().group() == Group.KEY || cell.target().group() == Group.ACCOUNT) {
            return Optional.of(NO_SUCH_SERVICE);
        }
        return reason(cell.attempt());
    }

    private static Optional<StaticOnly> reason(AccessAttempt attempt) {
        if (attempt == AccessAttempt.PUT_WITHOUT_TLS) {
            return Optional.of(NO_TLS);
        }
        if (WITH_KMS.contains(attempt)) {
            return Optional.of(NO_KMS);
        }
        if (attempt == AccessAttempt.PUT_WITH_OWN_KEY) {
            return Optional.of(BLOCKED_BY_THE_BUCKET);
        }
        if (attempt == AccessAttempt.ALLOW_PUBLIC_ACCESS) {
            return Optional.of(AT_NO_SERVER);
        }
        return LACKING.contains(attempt) ? Optional.of(AT_ANOTHER_SERVER) : Optional.empty();
    }
}
