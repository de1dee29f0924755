/** The page, section by section. */
@NullMarked
package io.vaultsnapshot.report.page;

import org.jspecify.annotations.NullMarked;
