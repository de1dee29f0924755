package io.vaultsnapshot.e2e.suite;

import io.vaultsnapshot.sandbox.process.ChildProcesses;
import io.vaultsnapshot.sandbox.process.Workspace;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** One run of the scenarios: a folder, child processes, and the servers started so far. */
public final class Suite implements AutoCloseable {
    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final Workspace workspace;
    private final Map<Class<?>, SuiteServer> servers = new LinkedHashMap<>();
    private final Map<Class<?>, Throwable> failed = new LinkedHashMap<>();
    private final Deque<SuiteServer> started = new ArrayDeque<>();

    Suite() {
        Path logs = Path.of(System.getProperty("e2e.logs", "target/e2e")).toAbsolutePath();
        // Not the process id: in its namespace that is always the same.
        this.workspace = new Workspace(logs.resolve(
                RUN.format(Instant.now()) + "-" + HexFormat.of().toHexDigits(new SecureRandom().nextInt())));
    }

    /** Returns the child processes of this run. */
    public ChildProcesses processes() {
        return workspace.processes();
    }

    /** Returns the folder of this run with its child processes. */
    public Workspace workspace() {
        return workspace;
    }

    /** Returns this project's top folder. */
    public static Path project() {
        return Path.of(System.getProperty("e2e.project", "..")).toAbsolutePath().normalize();
    }

    /** Returns a folder of this run, created when it is not there. It stays after the run. */
    public Path folder(String name) {
        return workspace.folder(name);
    }

    /** Returns the one server of a type, started by the first call. */
    public synchronized <T extends SuiteServer> T get(Class<T> type) {
        SuiteServer running = servers.get(type);
        if (running == null) {
            running = startOnce(type);
            servers.put(type, running);
            started.push(running);
        }
        return type.cast(running);
    }

    // A server that could not be started fails every further scenario at once, not after another deadline.
    private <T extends SuiteServer> T startOnce(Class<T> type) {
        Throwable before = failed.get(type);
        if (before != null) {
            throw new IllegalStateException(type.getSimpleName() + " could not be started before", before);
        }
        try {
            return start(type);
        } catch (RuntimeException | Error failure) {
            failed.put(type, failure);
            throw failure;
        }
    }

    private <T extends SuiteServer> T start(Class<T> type) {
        try {
            return type.getConstructor(Suite.class).newInstance(this);
        } catch (InvocationTargetException failed) {
            if (failed.getCause() instanceof RuntimeException reason) {
                throw reason;
            }
            if (failed.getCause() instanceof Error reason) {
                throw reason;
            }
            throw new IllegalStateException("cannot start " + type.getSimpleName(), failed.getCause());
        } catch (ReflectiveOperationException wrongShape) {
            throw new IllegalStateException(type + " needs a public constructor with one Suite parameter", wrongShape);
        }
    }

    /** Ends everything, the last one started first. The folders stay. */
    @Override
    public synchronized void close() {
        while (!started.isEmpty()) {
            started.pop().close();
        }
        workspace.close();
    }
}
