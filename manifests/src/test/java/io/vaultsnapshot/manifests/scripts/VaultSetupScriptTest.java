package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.env.VaultSetupEnv;
import io.vaultsnapshot.manifests.RenderedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            'read '*) echo "No value found at $2" >&2; exit 2 ;;
            'policy write') cat >/dev/null ;;
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

    private ScriptRun.Result configure(RenderedCluster rendered) throws IOException, InterruptedException {
        return run(rendered)
                .program("vault", FRESH_SERVER)
                .run(folder.resolve(VaultSetupScript.FILE_NAME).toString());
    }
}
