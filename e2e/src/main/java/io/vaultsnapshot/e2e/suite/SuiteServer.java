package io.vaultsnapshot.e2e.suite;

/**
 * Something that runs once for all scenarios: a server, a node agent, a deployed stack. It has a public constructor with a
 * single {@link Suite} parameter that returns when it is ready. Scenarios ask for it as a parameter of their constructor
 * or of a test method.
 */
public interface SuiteServer extends AutoCloseable {
    /** Ends what is no child process; those are ended by {@link Suite}. */
    @Override
    default void close() {}
}
