package io.vaultsnapshot.sandbox.server;

import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.sandbox.process.Programs;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A program that is server and command line client in one.
 *
 * @param kind which of the two
 * @param program the file
 */
public record ServerBinary(ServerKind kind, Path program) {
    /** Returns the one on {@code PATH}, if there is one. */
    public static Optional<ServerBinary> onPath(ServerKind kind) {
        return Programs.onPath(kind.cli()).map(program -> new ServerBinary(kind, program));
    }

    @Override
    public String toString() {
        return kind.id();
    }
}
