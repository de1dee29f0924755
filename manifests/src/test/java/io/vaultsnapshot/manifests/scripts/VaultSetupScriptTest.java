package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.env.VaultSetupEnv;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import io.vaultsnapshot.manifests.RenderedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rendered {@code configure-vault.sh}: the cluster's defaults reach the script as they were set. */
class VaultSetupScriptTest {
    /** A server that has nothing yet. */
    private static final String FRESH_SERVER = """
            case "$1 $2" in
            'policy read') echo 'No policy named: x' >&2; exit 2 ;;
            'auth list') echo 'Path Type'; echo 'token/ token' ;;
            'secrets list') echo 'Path Type'; echo 'sys/ system' ;;
            'read '*) echo "No value found at $2" >&2; exit 2 ;;
            'policy write') cat >>"$log" ;;
            esac
            """;

    private final Path folder;

    VaultSetupScriptTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a}b",
                "{}$HOME`id`$(id)",
                "it's",
                "''",
                "\\",
                "\\}",
                "\"",
                "a b  c",
                "*",
                "~",
                "!x",
                "#",
                "-n",
                "a;b&c|d>e"
            })
    void assignment_anyText_arrivesUnchanged(String value) throws Exception {
        Path file = Files.writeString(
                folder.resolve("print.sh"),
                VaultSetupScript.assignment(VaultSetupEnv.VAULT_AUDIENCE, value)
                        + "exec sh -c 'printf \"[%s]\" \"$VAULT_AUDIENCE\"'\n");
        assertEquals(
                "[" + value + "]", new ScriptRun(folder).run(file.toString()).output());
    }

    @Test
    void assignment_variableOfTheOperator_wins() throws Exception {
        Path file = Files.writeString(
                folder.resolve("print.sh"),
                VaultSetupScript.assignment(VaultSetupEnv.VAULT_ROLE, "default") + "printf %s \"$VAULT_ROLE\"\n");
        assertEquals(
                "mine",
                new ScriptRun(folder)
                        .set("VAULT_ROLE", "mine")
                        .run(file.toString())
                        .output());
    }

    @Test
    void text_keepsShebangFirstAndTheHeadComment() {
        String text = new VaultSetupScript(RenderedCluster.MINIMAL.cluster()).text();
        assertTrue(text.startsWith("#!/bin/sh\n# Defaults for cluster demo"));
        assertTrue(text.contains("\n# configure-vault.sh "));
        assertTrue(text.endsWith(Script.CONFIGURE_VAULT.text().substring("#!/bin/sh\n".length())));
    }

    @Test
    void freshServer_getsTheClustersMountPolicyAndRole() throws Exception {
        ScriptRun.Result result = configure(RenderedCluster.MINIMAL);
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.calls().contains("vault auth enable -path=kube-demo kubernetes"), result::toString);
        assertTrue(result.calls().contains("vault policy write vault-snapshot -"), result::toString);
        String role = result.calls().stream()
                .filter(each -> each.startsWith("vault write auth/kube-demo/role/vault-snapshot "))
                .findFirst()
                .orElseThrow();
        assertTrue(role.contains(" bound_service_account_names=vault-snapshot "), role);
        assertTrue(role.contains(" bound_service_account_namespaces=vault-snapshot "), role);
        assertTrue(role.contains(" audience=vault "), role);
        assertTrue(role.contains(" token_ttl=3600 "), role);
    }

    @Test
    void freshServer_withDrills_getsCanaryAndLoginToo() throws Exception {
        List<String> calls = configure(RenderedCluster.DRILL).calls();
        assertTrue(
                calls.contains("vault secrets enable -path=" + DrillNames.CANARY_MOUNT + " -version=1 kv"),
                calls::toString);
        assertTrue(
                calls.contains("path \"" + DrillNames.CANARY_PATH + "\" { capabilities = [\"create\", \"update\"] }"),
                calls::toString);
        assertTrue(calls.contains("vault policy write vault-snapshot-drill-canary -"), calls::toString);
        assertTrue(
                calls.stream()
                        .anyMatch(call -> call.startsWith("vault write auth/kube-demo/role/vault-snapshot ")
                                && call.contains(" token_policies=vault-snapshot,vault-snapshot-drill-canary ")),
                calls::toString);
        assertTrue(
                calls.contains("path \"" + DrillNames.CANARY_PATH + "\" { capabilities = [\"read\"] }"),
                calls::toString);
        assertTrue(calls.contains("path \"sys/mounts\" { capabilities = [\"read\"] }"), calls::toString);
        assertTrue(
                calls.contains("vault auth enable -path=" + DrillNames.APP_ROLE_MOUNT + " approle"), calls::toString);
        assertTrue(
                calls.contains("vault write auth/vault-snapshot-drill/role/" + DrillNames.APP_ROLE
                        + " bind_secret_id=false secret_id_bound_cidrs=127.0.0.1/32 token_bound_cidrs=127.0.0.1 token_policies="
                        + DrillNames.VAULT_POLICY
                        + " token_no_default_policy=true token_type=batch token_ttl=600 token_max_ttl=600"
                        + " token_explicit_max_ttl=0 token_period=0 token_num_uses=0 role_id=" + DrillNames.APP_ROLE),
                calls::toString);
    }

    @Test
    void freshServer_withoutDrills_getsNothingOfThem() throws Exception {
        ScriptRun.Result result = configure(RenderedCluster.MINIMAL);
        assertFalse(result.calls().toString().contains("canary"), result::toString);
        assertFalse(result.calls().toString().contains("approle"), result::toString);
        assertEquals(0, result.callsStartingWith("vault secrets "));
    }

    @Test
    void dryRun_withDrills_writesNothing() throws Exception {
        ScriptRun.Result result = configure(RenderedCluster.DRILL, "--dry-run");
        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("would create secrets mount vault-snapshot-canary"), result.output());
        assertTrue(
                result.output().contains("would create auth/vault-snapshot-drill/role/vault-snapshot-drill"),
                result.output());
        assertTrue(
                result.calls().stream()
                        .allMatch(
                                call -> call.matches("vault (status|auth list|secrets list|policy read \\S+|read .*)")),
                result::toString);
    }

    @Test
    void canarysMountIsOfAnotherKind_isRefusedAndNotTouched() throws Exception {
        String taken = FRESH_SERVER.replace("'sys/ system'", "'" + DrillNames.CANARY_MOUNT + "/ transit'");
        ScriptRun.Result result = configureServer(RenderedCluster.DRILL, taken);
        assertEquals(1, result.exitCode(), result.output());
        assertTrue(
                result.output()
                        .contains("vault-snapshot-canary is already a mount of type transit, not kv; choose another"
                                + " CANARY_PATH"),
                result.output());
        assertEquals(0, result.callsStartingWith("vault secrets enable "));
    }

    @Test
    void serverOutsideKubernetes_isToldToSetTheReviewer_andKeepsNoMount() throws Exception {
        ScriptRun.Result result = run(RenderedCluster.MINIMAL)
                .program("vault", """
                        case "$1 $2" in
                        'auth list') echo 'token/ token' ;;
                        'write auth/kube-demo/config') echo '* open /var/run/secrets/kubernetes.io/serviceaccount/ca.crt: no such file' >&2; exit 2 ;;
                        esac
                        """)
                .run(folder.resolve(VaultSetupScript.FILE_NAME).toString());

        assertEquals(1, result.exitCode(), result.output());
        assertTrue(result.output().contains("runs outside Kubernetes: set tokenReviewer to secret"), result::output);
        assertTrue(result.calls().contains("vault auth disable kube-demo"), result::toString);
    }

    @Test
    void dryRun_newMountOfAServerInTheCluster_saysWhatElsewhereNeeds() throws Exception {
        ScriptRun.Result result = run(RenderedCluster.MINIMAL)
                .program("vault", FRESH_SERVER)
                .run(folder.resolve(VaultSetupScript.FILE_NAME).toString(), "--dry-run");

        assertEquals(0, result.exitCode(), result.output());
        assertTrue(result.output().contains("elsewhere set tokenReviewer to secret"), result::output);
    }

    @Test
    void contextOfAnotherCluster_isRefusedBeforeAnythingIsWritten() throws Exception {
        ScriptRun.Result result = run(RenderedCluster.FULL)
                .set("VAULT_CLI", "vault")
                .program("vault", FRESH_SERVER)
                .program("kubectl", """
                        case "$*" in
                        *instance*) printf another ;;
                        *current-context) echo far ;;
                        esac
                        """)
                .run(folder.resolve(VaultSetupScript.FILE_NAME).toString());

        assertEquals(1, result.exitCode(), result.output());
        assertTrue(
                result.output().contains("kubectl's context far is of cluster another, and these settings are of "),
                result::output);
        assertEquals(0, result.callsStartingWith("vault auth enable"), result::toString);
    }

    private ScriptRun run(RenderedCluster rendered) throws IOException {
        Files.writeString(folder.resolve(VaultSetupScript.FILE_NAME), new VaultSetupScript(rendered.cluster()).text());
        return new ScriptRun(folder)
                .set("VAULT_ADDR", "http://vault.example:8200")
                .set("VAULT_CLI", "vault");
    }

    private ScriptRun.Result configure(RenderedCluster rendered, String... arguments)
            throws IOException, InterruptedException {
        return configureServer(rendered, FRESH_SERVER, arguments);
    }

    private ScriptRun.Result configureServer(RenderedCluster rendered, String server, String... arguments)
            throws IOException, InterruptedException {
        return run(rendered)
                .program("vault", server)
                .run(folder.resolve(VaultSetupScript.FILE_NAME).toString(), arguments);
    }
}
