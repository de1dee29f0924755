package io.vaultsnapshot.demo;

import io.vaultsnapshot.contract.env.SnapshotJobEnv;
import io.vaultsnapshot.contract.settings.ServerKind;
import io.vaultsnapshot.sandbox.process.Workspace;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

/** Programs that take the place of others. They are in one folder, which comes first on the pods' search path. */
final class StandIns {
    private static final String SNAPSHOT = "openbao-2.6.2-300-secrets.snap";
    private static final int SECRETS = 300;
    private static final String FOLDER = "stand-ins";

    // Holds the job to the order that a server would: no snapshot without the token of a login before.
    private static final String SERVER_CLI = """
            #!/bin/sh
            # Written by the demo: takes the place of a server's CLI. Its snapshot was made by a real OpenBao 2.6.2.
            set -eu
            token='%s'
            refuse() { echo "stand-in for $0: $*" >&2; exit 2; }
            case "$*" in
              version) echo 'stand-in' ;;
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

    private static final String AWS_CLI = """
            #!/bin/sh
            # Written by the demo: takes the place of the AWS CLI.
            exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s "$@"
            """;

    private StandIns() {}

    /** Writes the program that the upload container calls. Returns the folder. */
    static Path writeAwsCli(Workspace workspace) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path classes = Resources.ownClasses();
        return write(workspace, "aws", AWS_CLI.formatted(java, classes, UploadStandIn.class.getName()));
    }

    /** Writes the program that the save container calls. Returns what the job takes its snapshots from. */
    static SnapshotSource writeServerCli(Workspace workspace, ServerKind kind) {
        Path snapshot = Resources.unpack(SNAPSHOT, workspace.root());
        write(workspace, kind.cli(), SERVER_CLI.formatted(UUID.randomUUID(), snapshot));
        return new SnapshotSource(Map.of(SnapshotJobEnv.VAULT_ADDR.name(), "http://127.0.0.1:0"), SECRETS);
    }

    private static Path write(Workspace workspace, String name, String script) {
        Path file = workspace.write(FOLDER + "/" + name, script);
        if (!file.toFile().setExecutable(true)) {
            throw new DemoException("cannot make " + file + " executable");
        }
        return file.resolveSibling(".").normalize();
    }
}
