package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code prove-isolation.sh} with a stand-in for the server's CLI, which says what the real one was seen to say. */
@Execution(ExecutionMode.CONCURRENT)
class ProveIsolationScriptTest {
    private static final String SILENCE = "Error checking seal status: context deadline exceeded";
    private static final String REFUSED_BY_GATE =
            "Error checking seal status: Get \"https://forbidden.example:443/v1/sys/seal-status\": Forbidden";

    /** By address, what the CLI prints; the gate's two with the prefix {@code gate+}. */
    private final Map<String, String> answers = new LinkedHashMap<>();

    private final Path folder;
    private final DrillRun drill;

    ProveIsolationScriptTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        drill = new DrillRun(folder, Script.PROVE_ISOLATION);
        drill.with()
                .set("CLUSTER", "demo")
                .set("VAULT_CLI", "bao")
                .set("CLI_FOLDER", folder.resolve("cli").toString())
                .set("VAULT_ADDR", "http://vault.vault.svc:8200")
                .set("FORBIDDEN_HOST", "forbidden.example:443")
                .set("ISOLATION_SECONDS", "1")
                .set("KUBERNETES_SERVICE_HOST", "10.0.0.1")
                .set("KUBERNETES_SERVICE_PORT", "443");
        answers.put("gate+*", REFUSED_BY_GATE);
    }

    @Test
    void nothingAnswers_theDrillGoesOn() throws Exception {
        ScriptRun.Result result = prove();
        assertEquals(0, result.exitCode(), result.output());
        assertEquals(Optional.empty(), drill.end());
        assertTrue(drill.kept("steps").matches("isolation [0-9TZ:-]+ [0-9]+ OK"), drill.kept("steps"));
        assertTrue(drill.kept("started-at").matches("[0-9-]+T[0-9:]+Z"), drill.kept("started-at"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://vault.vault.svc:8200, the server in production",
        "https://10.0.0.1:443, the API server",
        "https://169.254.169.254:80, the node's metadata",
        "https://vault-snapshot.invalid, the name service",
        "https://*:53, a name server of /etc/resolv.conf",
        "gate+https://forbidden.example:443, forbidden.example:443 through the gate",
        "gate+https://vault.vault.svc:8200, the server in production through the gate"
    })
    void oneAnswers_itIsNamedAndNothingIsRestored(String address, String name) throws Exception {
        answers.put(address, "Error checking seal status: x509: certificate signed by unknown authority");
        ScriptRun.Result result = prove();
        assertEquals(0, result.exitCode(), result.output());
        String end = drill.end().orElseThrow();
        assertTrue(end.startsWith("NOT_ISOLATED: after 1 s the pod of demo's drill still reached: " + name), end);
        assertTrue(end.contains("unknown authority"), end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sealed                   false",
                "Code: 404. Raw Message:",
                "Get \"https://10.0.0.1:443\": dial tcp 10.0.0.1:443: connect: connection refused",
                "Get \"https://10.0.0.1:443\": net/http: TLS handshake timeout",
                "Get \"https://10.0.0.1:443\": EOF",
                "dial tcp: lookup vault.vault.svc on 10.0.0.10:53: no such host",
                "dial tcp: lookup vault.vault.svc on 10.0.0.10:53: server misbehaving",
                "a text that no version had before",
                ""
            })
    void whatIsNotKnownToBeSilence_isAnAnswer(String text) throws Exception {
        answers.put("https://10.0.0.1:443", text);
        prove();
        assertEquals("NOT_ISOLATED", drill.kept("result"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Get \"https://10.0.0.1:443\": dial tcp 10.0.0.1:443: i/o timeout",
                "Get \"https://10.0.0.1:443\": dial tcp 10.0.0.1:443: connect: network is unreachable",
                "Get \"https://10.0.0.1:443\": dial tcp 10.0.0.1:443: connect: no route to host",
                "Get \"https://10.0.0.1:443\": dial tcp 10.0.0.1:443: connect: operation not permitted"
            })
    void silence_isKnownInAllItsWords(String text) throws Exception {
        answers.put("https://10.0.0.1:443", text);
        prove();
        assertEquals(Optional.empty(), drill.end());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SILENCE,
                "Get \"https://forbidden.example\": proxyconnect tcp: dial tcp 10.0.0.9:3128: connect: connection refused"
            })
    void gateIsSilent_itIsDown(String text) throws Exception {
        answers.put("gate+*", text);
        prove();
        assertTrue(drill.end().orElseThrow().startsWith("GATE_DOWN: the gate http://10.0.0.9:3128 did not answer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Service Unavailable", "Bad Gateway", "remote error: tls: unrecognized name"})
    void gateLetsThrough_isNotIsolated(String text) throws Exception {
        answers.put("gate+https://forbidden.example:443", "Get \"https://forbidden.example\": " + text);
        prove();
        assertEquals("NOT_ISOLATED", drill.kept("result"));
    }

    /** A NetworkPolicy takes effect some seconds after the pod has started. */
    @Test
    void answersAtFirst_isWaitedFor() throws Exception {
        drill.with().set("ISOLATION_SECONDS", "15");
        String once = "[ -e '" + folder + "/asked' ] || { : >'" + folder + "/asked'; echo 'Code: 403'; exit 1; }\n";
        ScriptRun.Result result = prove(once);
        assertEquals(Optional.empty(), drill.end(), result.output());
        assertTrue(result.output().contains("not isolated yet"), result.output());
    }

    @Test
    void noGate_isDown() throws Exception {
        drill.with().unset("VAULT_SNAPSHOT_GATE_SERVICE_HOST");
        prove();
        assertEquals("GATE_DOWN", drill.kept("result"));
    }

    @Test
    void existingProxy_isTheGate() throws Exception {
        drill.with().set("HTTPS_PROXY", "http://proxy.example:3128");
        answers.put("gate+*", SILENCE);
        prove();
        assertTrue(drill.end().orElseThrow().contains("http://proxy.example:3128"));
    }

    @Test
    void earlierRunsFiles_areGone() throws Exception {
        drill.keep("result", "RESTORED").keep("canary-nonce", "old");
        prove();
        assertEquals(Optional.empty(), drill.end());
        assertEquals("", drill.kept("canary-nonce"));
    }

    @Test
    void missingSettings_areAllNamed() throws Exception {
        drill.with().unset("FORBIDDEN_HOST").set("ISOLATION_SECONDS", "soon");
        ScriptRun.Result result = prove();
        assertEquals(2, result.exitCode());
        assertTrue(result.output().contains("FORBIDDEN_HOST is not set"), result.output());
        assertTrue(result.output().contains("'soon', not a whole number"), result.output());
        assertFalse(result.output().contains("not isolated"), result.output());
    }

    private ScriptRun.Result prove() throws IOException, InterruptedException {
        return prove("");
    }

    private ScriptRun.Result prove(String first) throws IOException, InterruptedException {
        StringBuilder cases = new StringBuilder();
        answers.forEach((address, text) -> {
            if (!address.equals("gate+*")) {
                cases.append(address)
                        .append(") echo '")
                        .append(text.replace("'", "'\\''"))
                        .append("' ;;\n");
            }
        });
        String gate = answers.get("gate+*").replace("'", "'\\''");
        drill.with().program("bao", """
                [ "$1" != version ] || exit 0
                where=$VAULT_ADDR
                [ -z "$HTTPS_PROXY" ] || where=gate+$VAULT_ADDR
                %scase $where in
                %sgate+*) echo '%s' ;;
                *) echo '%s' ;;
                esac
                exit 1""".formatted(first, cases, gate, SILENCE));
        return drill.run();
    }
}
