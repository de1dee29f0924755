/** What the stack and the verifier must agree on about AWS: names of resources, the function, ARNs of keys. */
@NullMarked
package io.vaultsnapshot.contract.aws;

import org.jspecify.annotations.NullMarked;
