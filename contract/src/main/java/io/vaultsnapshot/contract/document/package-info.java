/** The JSON documents in the bucket: their schemas, and reading typed fields from plain maps. */
@NullMarked
package io.vaultsnapshot.contract.document;

import org.jspecify.annotations.NullMarked;
