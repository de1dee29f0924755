/** The environment variables of job, script and function. Setter and reader use the same constant. */
@NullMarked
package io.vaultsnapshot.contract.env;

import org.jspecify.annotations.NullMarked;
