package io.vaultsnapshot.testing.iam;

/** How a statement of a resource names who asks. */
enum Naming {
    /** By its own ARN, or as anybody. */
    ITSELF,
    /** By its account, which leaves it to the account's own policies to allow. */
    ITS_ACCOUNT
}
