package io.vaultsnapshot.e2e.openbao;

import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.Tools;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that is server and command line client in one.
 *
 * @param kind which of the two
 * @param program the file
 */
public record ServerBinary(ServerKind kind, Path program) {
    /** Returns OpenBao, which {@code e2e/setup} installs. */
    public static ServerBinary openBao(Suite suite) {
        return new ServerBinary(ServerKind.OPENBAO, suite.get(Tools.class).path("bao"));
    }

    /** Returns every kind that is here: OpenBao always, Vault if {@code vault} is on {@code PATH}. */
    public static List<ServerBinary> available(Suite suite) {
        List<ServerBinary> available = new ArrayList<>();
        available.add(openBao(suite));
        Tools.onPath(ServerKind.VAULT.cli())
                .ifPresent(program -> available.add(new ServerBinary(ServerKind.VAULT, program)));
        return available;
    }

    @Override
    public String toString() {
        return kind.id();
    }
}
