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

    private Hint() {}
}
