package io.vaultsnapshot.e2e.drill;

import io.vaultsnapshot.contract.drill.Canary;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.sandbox.server.ServerKeys;
import io.vaultsnapshot.sandbox.server.ServerNode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** A server in production's place, set up for drills as {@code configure-vault.sh} and the backup job do it. */
final class DrillSource {
    private final ServerNode server;
    private final ServerKeys keys;

    DrillSource(ServerNode server, ServerKeys keys) {
        this.server = server;
        this.keys = keys;
        put("sys/mounts/" + DrillNames.CANARY_MOUNT, Map.of("type", "kv"));
        put("sys/mounts/app", Map.of("type", "kv"));
        put("app/one", Map.of("value", "secret"));
        put("sys/policies/acl/" + DrillNames.VAULT_POLICY, Map.of("policy", """
                        path "%s" { capabilities = ["read"] }
                        path "sys/mounts" { capabilities = ["read"] }
                        """.formatted(DrillNames.CANARY_PATH)));
    }

    /** Sets up the login of drills. */
    DrillSource withRole() {
        put("sys/auth/" + DrillNames.APP_ROLE_MOUNT, Map.of("type", "approle"));
        put(
                "auth/" + DrillNames.APP_ROLE_MOUNT + "/role/" + DrillNames.APP_ROLE,
                Map.of(
                        "role_id",
                        DrillNames.APP_ROLE,
                        "bind_secret_id",
                        false,
                        "token_bound_cidrs",
                        "127.0.0.1/32",
                        "token_type",
                        "batch",
                        "token_no_default_policy",
                        true,
                        "token_policies",
                        DrillNames.VAULT_POLICY,
                        "token_ttl",
                        "10m"));
        return this;
    }

    /** Writes a new canary. */
    Canary writeCanary() {
        return write(new Canary(UUID.randomUUID().toString(), Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Writes this canary. */
    Canary write(Canary canary) {
        put(
                DrillNames.CANARY_PATH,
                Map.of(
                        DrillNames.CANARY_NONCE_FIELD,
                        canary.nonce(),
                        DrillNames.CANARY_WRITTEN_AT_FIELD,
                        canary.writtenAt().toString()));
        return canary;
    }

    void put(String path, Map<String, ?> values) {
        server.api().put(path, keys.rootToken(), values);
    }

    ServerKeys keys() {
        return keys;
    }

    /** Saves a snapshot. */
    Path save(Path file) {
        server.cli(keys, "operator", "raft", "snapshot", "save", file.toString())
                .orFail();
        return file;
    }
}
