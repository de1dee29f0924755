package io.vaultsnapshot.e2e.suite;

import io.vaultsnapshot.sandbox.process.ServerProcess;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Gives scenarios their servers: {@code @ExtendWith(SuiteExtension.class)}, then a constructor or method parameter of a
 * {@link SuiteServer} type, or of type {@link Suite}. When a test fails, the failure names every log.
 */
public final class SuiteExtension implements ParameterResolver, TestExecutionExceptionHandler {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SuiteExtension.class);

    /** Ends the suite when JUnit closes its root store. */
    private record Held(Suite suite) implements AutoCloseable {
        @Override
        public void close() {
            suite.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Suite.class || SuiteServer.class.isAssignableFrom(type);
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Suite.class ? suite(context) : suite(context).get(type.asSubclass(SuiteServer.class));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Suite suite = suite(context);
        String servers = suite.processes().servers().stream()
                .map(SuiteExtension::describe)
                .collect(Collectors.joining("\n"));
        failure.addSuppressed(
                new ServerLogs("all logs are in " + suite.processes().logs() + "\n" + servers));
        throw failure;
    }

    private static String describe(ServerProcess server) {
        return server.name() + (server.isRunning() ? " (running): " : " (ended): ") + server.log();
    }

    private static Suite suite(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Held.class, type -> new Held(new Suite()), Held.class)
                .suite();
    }
}
