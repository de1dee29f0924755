package io.vaultsnapshot.cli.restore;

/** What the commands of a restore are about. They are shell variables: a plan has their values in their places. */
public enum RestoreVariable {
    /** The server's program. */
    CLI("`vault` or `bao`"),
    /** The context of kubectl. */
    CONTEXT("the cluster's context, from `kubectl config get-contexts`"),
    /** The cluster. */
    CLUSTER("the EKS cluster's name"),
    /** The bucket. */
    BUCKET("the bucket"),
    /** The snapshot's key. */
    KEY("the snapshot's key, `snapshots/CLUSTER/vault_<time>.snap`"),
    /** The version of the snapshot's object. */
    VERSION_ID("`versionId` in the snapshot's record, `records/CLUSTER/vault_<time>.json`"),
    /** The hash of the snapshot. */
    SHA256("`sha256` in the record"),
    /** The folder for the files. */
    FOLDER("a folder for the files that this needs, on a disk that nobody else reads"),
    /** The namespace of the backup job. */
    NAMESPACE("namespace of the backup job, by default `vault-snapshot`"),
    /** The name of a new job: the first snapshot afterwards, or a drill. */
    JOB("a name for a new job, such as `after-restore-1`"),
    /** How many key shares the snapshot's seal has. */
    SHARES("`shares` in the record: how many unseal or recovery keys there are"),
    /** How many of them are needed. */
    THRESHOLD("`threshold` in the record: how many of these keys are needed"),
    /** The nonce of the canary. */
    NONCE("`nonce` of the record's `canary`"),
    /** The addresses of the other nodes. */
    OTHER_NODES("the addresses of the new server's other nodes, with spaces between them; empty for none"),
    /** The namespace of the server. */
    SERVER_NAMESPACE("namespace of the server's pods, by default `vault`"),
    /** The pods of the server. */
    SERVER_PODS("the server's pods: `vault-0 vault-1 vault-2`; of a new server only the first, `vault-0`"),
    /** The path of one secret. */
    SECRET("path of the secret in the API, such as `secret/data/app`"),
    /** The key of the seal. */
    KEY_ARN("ARN of the KMS key of the seal, in the record"),
    /** The role of the new server. */
    SERVER_ROLE("ARN of the new server's IAM role");

    private final String meaning;

    RestoreVariable(String meaning) {
        this.meaning = meaning;
    }

    /** Returns what it is and where it is found, in Markdown. */
    public String meaning() {
        return meaning;
    }

    /** Returns how it stands in a command. */
    String reference() {
        return "$" + name();
    }
}
