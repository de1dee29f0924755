/** IAM decisions computed from policies, without AWS. What this cannot decide for certain, it refuses to decide. */
package io.vaultsnapshot.testing.iam;
