/** The JSON documents in the bucket, as records that turn into plain maps and back. */
@NullMarked
package io.vaultsnapshot.contract.document;

import org.jspecify.annotations.NullMarked;
