/**
 * IAM, STS and S3 as versitygw serves them: the roles of the synthesized template live there word for word, tokens are
 * verified there, and its S3 enforces what the roles allow.
 */
@NullMarked
package io.vaultsnapshot.e2e.irsa;

import org.jspecify.annotations.NullMarked;
