/** How results look on a terminal: tables, colours, sizes and ages. */
@NullMarked
package io.vaultsnapshot.cli.view;

import org.jspecify.annotations.NullMarked;
