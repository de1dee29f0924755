package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.env.SnapshotJobEnv;
import io.vaultsnapshot.contract.settings.ServerKind;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/**
 * A program with the CLI's name that answers the backup job's three commands without a server: its snapshot is a copy of
 * one that a real OpenBao 2.6.2 made.
 */
final class ServerStandIn {
    private static final String SNAPSHOT = "openbao-2.6.2-300-secrets.snap";
    private static final int SECRETS = 300;
    private static final String ADDRESS = "http://127.0.0.1:0";

    // It holds the job to the order that a server would: no snapshot without the token of the login before.
    private static final String SCRIPT = """
            #!/bin/sh
            # Written by the demo: stands for a server's CLI where there is none.
            set -eu
            token='%s'
            refuse() { echo "stand-in for $0: $*" >&2; exit 2; }
            case "$*" in
              'write -field=token auth/'*'/login role='*' jwt=@'*)
                for jwt in "$@"; do :; done
                [ -s "${jwt#jwt=@}" ] || refuse "no token in ${jwt#jwt=@}"
                printf '%%s' "$token"
                ;;
              'operator raft snapshot save '?*)
                [ "${VAULT_TOKEN:-}" = "$token" ] || refuse 'permission denied'
                cat '%s' >"$5"
                ;;
              'token revoke -self')
                [ "${VAULT_TOKEN:-}" = "$token" ] || refuse 'permission denied'
                echo 'Success! Revoked token (if it existed)'
                ;;
              *) refuse "does not know: $*" ;;
            esac
            """;

    private ServerStandIn() {}

    /** Puts the stand-in first on the search path, under the name that the manifests call. */
    static BackupSource install(ServerKind kind, Workspace workspace, SearchPath programs) {
        Path snapshot = workspace.unpack(SNAPSHOT);
        Path program =
                workspace.writeProgram("server-stand-in/" + kind.cli(), SCRIPT.formatted(UUID.randomUUID(), snapshot));
        return new BackupSource(
                Map.of(SnapshotJobEnv.VAULT_ADDR.name(), ADDRESS, SnapshotJobEnv.SNAPSHOT_RETRY_SECONDS.name(), "1"),
                programs.withFirst(program.resolveSibling(".").normalize()),
                SECRETS);
    }
}
