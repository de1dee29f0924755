/** What a person checks before and after the first deployment. It looks only. */
@NullMarked
package io.vaultsnapshot.cli.doctor;

import org.jspecify.annotations.NullMarked;
