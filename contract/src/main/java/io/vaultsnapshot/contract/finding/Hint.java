package io.vaultsnapshot.contract.finding;

/** The next steps that several findings share, and long ones. */
final class Hint {
    static final String TAKE_ANOTHER_FROM_ACTIVE =
            "Take another snapshot from the active node (`operator raft snapshot save`) and verify it. The backup"
                    + " job's log has the server's answer.";
    static final String TAKE_ANOTHER_CHECK_PATH =
            "Take another snapshot and verify it twice: in the job's volume, then in the bucket. If only the"
                    + " bucket's copy is wrong, the upload changed it.";
    static final String ACKNOWLEDGE =
            "Compare the two: `./vault-snapshot inspect --diff OLD NEW`. If the difference is intended (a"
                    + " restore, a new server, a clean-up), say so: `./vault-snapshot acknowledge s3://BUCKET/KEY"
                    + " --code CODE --reason TEXT`.";
    static final String REPACKED = "No server writes such an archive. Find out who can write to the bucket.";
    static final String REMOVED_ENTRIES =
            "Entries were removed from the state before its checksum was computed. Take another snapshot, and find"
                    + " out who can write to the server's storage and to the bucket.";
    static final String NEVER_RESTORE =
            "Never restore this file: the server would report success and lose its data. Take another snapshot, and"
                    + " keep this one for a report to the maintainers of the server.";

    static final String REKEY_ONCE =
            "Rekey the running Vault once (`vault operator rekey -init`): that stores the root key in today's form."
                    + " Until then restore into Vault only.";
    static final String LOWER_PROOF_LEVEL =
            "Set proofLevel to intact for this cluster and deploy. You then give up the daily check that the key that"
                    + " unseals its snapshots still exists: watch that key yourself. With proofLevel unsealable the"
                    + " cluster stays unproven for ever.";
    static final String COMPARE_SIZE =
            "Compare its size with that of the snapshot before. Check the active node's log at that time, the"
                    + " client's timeout and the free space of the job's volume, then run the backup job again.";
    static final String LOOK_AT_FIRST_BYTES =
            "Look at its first bytes: `head -c 200 FILE`. It is often the answer of a proxy or load balancer; check"
                    + " VAULT_ADDR.";
    static final String REPAIR_SEAL =
            "Check the active node's log for seal errors (an expired transit token, KMS denied), repair the seal,"
                    + " restart that node and take another snapshot.";
    static final String CHANGED_AFTERWARDS =
            "The file was changed after the server wrote it, and its checksums were computed anew. Find out who can"
                    + " write to the bucket before you trust any snapshot of that time.";
    static final String CANCEL_DELETION =
            "Cancel it at once: `aws kms cancel-key-deletion --key-id ARN`, then enable the key. Once the key is gone,"
                    + " every snapshot that it sealed is lost.";
    static final String REPAIR_SPARE_KEY =
            "Repair that key, or take it out of the server's seal stanzas. If the other one is lost too, every snapshot"
                    + " that they sealed is lost.";
    static final String VERIFY_BY_HAND =
            "Verify it from your workstation: `./vault-snapshot verify s3://BUCKET/KEY`. If it is larger than"
                    + " shareSizeMiB, raise that setting and deploy, since the time follows from it. The verifier tries"
                    + " again every hour.";
    static final String CHECK_CLOCK =
            "Check the clock of the node that the job ran on, and who can write to the bucket. If such a snapshot"
                    + " counted, no snapshot would be missed until that time.";
    static final String FUNCTION_NOT_STARTED =
            "If this lasts, the function cannot be started: look at its alarms on throttles and dead letters, and into"
                    + " its log. The sweep asks again every 15 minutes.";
    static final String ROTATE_WRITER =
            "Find out who wrote it, and take the role away from them: CloudTrail has PutObject on this key. The original"
                    + " is safe, and every reader goes on using it. Then acknowledge it: `./vault-snapshot acknowledge"
                    + " 's3://BUCKET/KEY?versionId=ID' --code OVERWRITTEN --reason TEXT`, with the other version's ID.";
    static final String NAME_SEAL_KEY =
            "Name the key in the cluster's setting sealKeyArns, deploy, and let the key's policy allow"
                    + " kms:DescribeKey.";
    static final String PROVE_BY_RESTORE =
            "A newer server wrote it. Update Vault Snapshot. Until then, prove the snapshot by restoring it into a"
                    + " throw-away server.";
    static final String ENABLE_KEY =
            "Enable it: `aws kms enable-key --key-id ARN`. Until then the running server cannot unseal after a"
                    + " restart either.";
    static final String CHECK_REGION =
            "A restored server must reach that region. Check the seal stanza, or name a replica of a multi-region"
                    + " key.";
    static final String COMPARE_GROWTH =
            "Compare the two: `./vault-snapshot inspect --diff OLD NEW`. Leases that are never revoked are a"
                    + " frequent cause of growth.";
    static final String CHECK_RIGHTS =
            "Check the role's rights on bucket and key, the key's state, and the AWS status page. The verifier tries"
                    + " again by itself.";

    private Hint() {}
}
