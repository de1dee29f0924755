package io.vaultsnapshot.e2e.suite;

/**
 * Something that runs once for all scenarios: a server, a node agent, a deployed stack. It has a public constructor with a
 * single {@link Suite} parameter, which returns when it is ready. Scenarios get it as a parameter of their constructor or of a
 * test method.
 */
public interface SuiteServer extends AutoCloseable {
    /** Ends everything but child processes. {@link Suite} ends those. */
    @Override
    default void close() {}
}
