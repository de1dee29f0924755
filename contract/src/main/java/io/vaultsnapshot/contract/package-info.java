/**
 * What every module agrees on, one package for each subject:
 *
 * <ul>
 *   <li>{@code settings} what an operator chooses, and {@code schedule} when a snapshot is due;
 *   <li>{@code aws}, {@code kubernetes} names of resources, {@code bucket} keys of objects;
 *   <li>{@code env} environment variables of scripts and function, {@code metric} metrics;
 *   <li>{@code finding} what can be wrong with a snapshot, {@code health} how a cluster stands and why;
 *   <li>{@code record}, {@code status}, {@code alert} the documents about snapshots, clusters and alerts, and {@code document}
 *       what all documents share.
 * </ul>
 *
 * <p>JDK only, no I/O, no clock, no environment: everything here is a value or a function of its arguments.
 */
@NullMarked
package io.vaultsnapshot.contract;

import org.jspecify.annotations.NullMarked;
