/** What the archive of a release holds, and whether it works where there is no checkout. */
package io.vaultsnapshot.release;
