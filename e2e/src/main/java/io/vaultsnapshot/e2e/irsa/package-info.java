/**
 * IAM, STS and S3, served by versitygw. It holds the roles of the synthesized template word for word, verifies tokens, and
 * enforces in S3 what the roles allow.
 */
@NullMarked
package io.vaultsnapshot.e2e.irsa;

import org.jspecify.annotations.NullMarked;
