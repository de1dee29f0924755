/** A real browser that looks at pages. */
@NullMarked
package io.vaultsnapshot.e2e.browser;

import org.jspecify.annotations.NullMarked;
