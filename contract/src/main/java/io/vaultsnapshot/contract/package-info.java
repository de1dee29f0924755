/**
 * What every module agrees on: names, keys, environment variables, levels and findings.
 *
 * <p>JDK only, no I/O, no clock, no environment: everything here is a value or a function of its arguments.
 */
@NullMarked
package io.vaultsnapshot.contract;

import org.jspecify.annotations.NullMarked;
