package io.vaultsnapshot.testing.access;

import io.vaultsnapshot.contract.alert.SelfTest;
import io.vaultsnapshot.contract.bucket.DrillKey;
import io.vaultsnapshot.contract.bucket.RunKey;
import io.vaultsnapshot.contract.bucket.SnapshotKey;
import io.vaultsnapshot.contract.bucket.StatusKey;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What an attempt is made on, or with. */
public enum AccessTarget {
    /** A snapshot of the cluster that the identity is of. */
    OWN_SNAPSHOT(Group.OBJECT),
    /** A snapshot of a cluster whose name starts with the own cluster's. */
    LONGER_NAME(Group.OBJECT),
    /** A snapshot of another cluster. */
    OTHER_SNAPSHOT(Group.OBJECT),
    /** A snapshot that the self-test plants. */
    SELF_TEST(Group.OBJECT),
    /** A verification record of the own cluster. */
    OWN_RECORD(Group.OBJECT),
    /** A verification record of another cluster. */
    OTHER_RECORD(Group.OBJECT),
    /** The own cluster's status. */
    OWN_STATUS(Group.OBJECT),
    /** Another cluster's status. */
    OTHER_STATUS(Group.OBJECT),
    /** The fleet as the last sweep saw it. */
    FLEET_INDEX(Group.OBJECT),
    /** The same as a page. */
    FLEET_PAGE(Group.OBJECT),
    /** A proof of the own cluster's drill. */
    OWN_PROOF(Group.OBJECT),
    /** A proof of another cluster's drill. */
    OTHER_PROOF(Group.OBJECT),
    /** What a run of the own cluster's backup job said. */
    OWN_RUN(Group.OBJECT),
    /** What a run of another cluster's backup job said. */
    OTHER_RUN(Group.OBJECT),
    /** An acknowledgement of the own cluster's findings. */
    ACKNOWLEDGEMENT(Group.OBJECT),
    /** An object under none of the known prefixes. */
    ELSEWHERE(Group.OBJECT),

    /** The copy of a snapshot in the replica. */
    COPY_OF_SNAPSHOT(Group.COPY),
    /** The copy of a record in the replica. */
    COPY_OF_RECORD(Group.COPY),
    /** An object of the replica under a prefix that is not copied. */
    NO_COPY(Group.COPY),

    /** The bucket itself. */
    BUCKET(Group.BUCKET),

    /** The bucket's key, used directly and not through S3. */
    BUCKET_KEY(Group.KEY),
    /** The key that signs records. */
    SIGNING_KEY(Group.KEY),
    /** A key that unseals the own cluster's snapshots. */
    SEAL_KEY(Group.KEY),
    /** Any other key of the account. */
    OTHER_KEY(Group.KEY),

    /** The function. */
    FUNCTION(Group.ACCOUNT),
    /** The function that draws the dashboard's widget. */
    WIDGET_FUNCTION(Group.ACCOUNT),
    /** The topic of the alerts. */
    TOPIC(Group.ACCOUNT),
    /** An alarm. */
    ALARM(Group.ACCOUNT),
    /** The rule that starts the sweep. */
    RULE(Group.ACCOUNT),
    /** A role of the stack. */
    ROLE(Group.ACCOUNT),

    /** A token of the identity's own ServiceAccount. */
    OWN_TOKEN(Group.CALLER),
    /** A token of the cluster's other ServiceAccount: the drill's for the writer, the writer's for the drill. */
    TOKEN_OF_THE_OTHER_JOB(Group.CALLER),
    /** A token of another ServiceAccount in the same namespace. */
    TOKEN_OF_ANOTHER_ACCOUNT(Group.CALLER),
    /** A token of a ServiceAccount of the same name in another namespace. */
    TOKEN_OF_ANOTHER_NAMESPACE(Group.CALLER),
    /** A token of another cluster's ServiceAccount of the same name and namespace. */
    TOKEN_OF_ANOTHER_CLUSTER(Group.CALLER),
    /** A token of the own ServiceAccount for another audience. */
    TOKEN_FOR_ANOTHER_AUDIENCE(Group.CALLER),
    /** A token of the own ServiceAccount from three hours ago. */
    EXPIRED_TOKEN(Group.CALLER),
    /** A token with the right claims that another key signed. */
    FORGED_TOKEN(Group.CALLER),
    /** EKS, for a pod with the cluster's ServiceAccount. */
    EKS(Group.CALLER),
    /** EKS, for a pod in another namespace. */
    EKS_FOR_ANOTHER_NAMESPACE(Group.CALLER),
    /** EKS, for a cluster of another account. */
    EKS_IN_ANOTHER_ACCOUNT(Group.CALLER),
    /** EKS, for an association that leaves the tags out. */
    EKS_WITHOUT_TAGS(Group.CALLER),
    /** A person whom the settings name, who used MFA. */
    PERSON_WITH_MFA(Group.CALLER),
    /** The same person without MFA. */
    PERSON_WITHOUT_MFA(Group.CALLER),
    /** A person whom the settings do not name, who used MFA. */
    STRANGER_WITH_MFA(Group.CALLER),
    /** A role that the settings name. */
    NAMED_ROLE(Group.CALLER),
    /** Lambda. */
    LAMBDA(Group.CALLER),
    /** S3, for the rules of the bucket. */
    S3(Group.CALLER),
    /** S3, for the rules of another bucket of the account. */
    S3_FOR_ANOTHER_BUCKET(Group.CALLER),
    /** S3, for the rules of a bucket of another account. */
    S3_FOR_ANOTHER_ACCOUNT(Group.CALLER);

    /** What kind of attempts there are on it. */
    public enum Group {
        /** An object, or the folder that it is in. */
        OBJECT,
        /** An object in the bucket of the replica. */
        COPY,
        /** The bucket. */
        BUCKET,
        /** A KMS key. */
        KEY,
        /** Something else of the account. */
        ACCOUNT,
        /** Who asks STS for the role. */
        CALLER
    }

    private static final String FILE = "vault_20260101_000000";

    private final Group group;

    AccessTarget(Group group) {
        this.group = group;
    }

    /** Returns its group. */
    public Group group() {
        return group;
    }

    /** Returns the word for it in the matrix. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns those of a group. */
    public static List<AccessTarget> of(Group group) {
        return Stream.of(values()).filter(each -> each.group == group).toList();
    }

    /**
     * Returns the key of an object.
     *
     * @param own the own cluster's name
     * @param other another cluster's name
     */
    public String key(String own, String other) {
        return switch (this) {
            case OWN_SNAPSHOT, COPY_OF_SNAPSHOT -> SnapshotKey.prefix(own) + FILE + ".snap";
            case LONGER_NAME -> SnapshotKey.prefix(own + "-2") + FILE + ".snap";
            case OTHER_SNAPSHOT -> SnapshotKey.prefix(other) + FILE + ".snap";
            case SELF_TEST -> SelfTest.prefix() + FILE + ".snap";
            case OWN_RECORD, COPY_OF_RECORD -> SnapshotKey.recordPrefix(own) + FILE + ".json";
            case OTHER_RECORD -> SnapshotKey.recordPrefix(other) + FILE + ".json";
            case OWN_STATUS, NO_COPY -> StatusKey.of(own);
            case OTHER_STATUS -> StatusKey.of(other);
            case FLEET_INDEX -> StatusKey.FLEET_INDEX;
            case FLEET_PAGE -> StatusKey.FLEET_PAGE;
            case OWN_PROOF -> DrillKey.prefix(own) + "drill_20260101_000000.json";
            case OTHER_PROOF -> DrillKey.prefix(other) + "drill_20260101_000000.json";
            case OWN_RUN -> RunKey.prefix(own) + "run_20260101_000000.json";
            case OTHER_RUN -> RunKey.prefix(other) + "run_20260101_000000.json";
            case ACKNOWLEDGEMENT -> SnapshotKey.ACKNOWLEDGEMENT_ROOT + own + "/" + FILE + ".json";
            case ELSEWHERE -> "x";
            default -> throw new IllegalStateException(this + " is no object");
        };
    }
}
