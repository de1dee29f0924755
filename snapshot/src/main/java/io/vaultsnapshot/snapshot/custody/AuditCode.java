package io.vaultsnapshot.snapshot.custody;

/** What the audit of a cluster's records and snapshots can find. */
public enum AuditCode {
    /** A record names a snapshot that is no longer in the bucket. */
    SNAPSHOT_REMOVED("the snapshot of this record is gone"),
    /** A record names a version of a drill's proof that is not the newest one, or is gone. */
    PROOF_CHANGED("the drill's proof was removed or replaced after it was judged"),
    /** A proof of a drill that was never judged. */
    PROOF_UNRECORDED("the drill's proof has no record"),
    /** A record names a version that is gone, or has another size, and other versions are there. */
    SNAPSHOT_REPLACED("the snapshot was replaced after it was verified"),
    /** Other versions are there beside the one that the record names, and nobody has acknowledged them. */
    SNAPSHOT_OVERWRITTEN("the verified version is there, and other bytes were written over it"),
    /** A snapshot that was never verified. */
    SNAPSHOT_UNRECORDED("the snapshot has no record"),
    /** The chain names a record that does not exist. */
    RECORD_REMOVED("the chain names this record, and it is gone"),
    /** A record does not have the hash that the next one, or the head, names. */
    RECORD_CHANGED("the record is not the one that the chain names"),
    /** The numbers or times of two consecutive records contradict each other. */
    RECORD_REORDERED("the record's number or time does not match its place in the chain"),
    /** A record that the chain does not lead to. */
    RECORD_UNCHAINED("the chain does not lead to this record"),
    /** The document that names the newest record is gone or damaged. */
    HEAD_MISSING("it is not known which record is the newest"),
    /** The chain ends before its first record. */
    CHAIN_BEGINS_LATE("the chain does not reach back to its first record"),
    /** A signature that is not valid for its record. */
    SIGNATURE_WRONG("the signature is not valid for the record"),
    /** A record without a signature after one that has one. */
    SIGNATURE_MISSING("the record is not signed, but an earlier one is");

    private final String meaning;

    AuditCode(String meaning) {
        this.meaning = meaning;
    }

    /** Returns what it means, as part of a sentence. */
    public String meaning() {
        return meaning;
    }
}
