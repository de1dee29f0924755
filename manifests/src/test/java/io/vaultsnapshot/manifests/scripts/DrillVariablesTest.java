package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.drill.DrillResult;
import io.vaultsnapshot.contract.env.DrillJobEnv;
import io.vaultsnapshot.contract.kubernetes.DrillNames;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The drill's scripts name variables, results and objects of the contract. A typing error in any of them fails here. */
class DrillVariablesTest {
    private static final List<Script> SCRIPTS = List.of(
            Script.PROVE_ISOLATION,
            Script.FETCH_SNAPSHOT,
            Script.RESTORE_SNAPSHOT,
            Script.WRITE_PROOF,
            Script.DRILL_STEPS);
    private static final Pattern USE = Pattern.compile("\\$\\{?([A-Z][A-Z0-9_]*)");
    private static final Pattern WORD =
            Pattern.compile("(?:\\b(?:fail|give_up|keep result)|result=)[ =]?([A-Z][A-Z_]+)");
    private static final Set<DrillJobEnv> READ_BY_A_CLI = EnumSet.of(
            DrillJobEnv.AWS_STS_REGIONAL_ENDPOINTS,
            DrillJobEnv.AWS_RETRY_MODE,
            DrillJobEnv.AWS_MAX_ATTEMPTS,
            DrillJobEnv.AWS_EC2_METADATA_DISABLED,
            DrillJobEnv.AWS_CA_BUNDLE,
            DrillJobEnv.HOME);
    /** Set by Kubernetes and by EKS. */
    private static final Set<String> INJECTED = Set.of(
            "KUBERNETES_SERVICE_HOST",
            "KUBERNETES_SERVICE_PORT",
            "VAULT_SNAPSHOT_GATE_SERVICE_HOST",
            "VAULT_SNAPSHOT_GATE_SERVICE_PORT",
            "AWS_ROLE_ARN",
            "AWS_WEB_IDENTITY_TOKEN_FILE");

    @Test
    void variablesThatTheScriptsRead_areThoseOfTheContract() {
        Set<String> expected = new TreeSet<>(INJECTED);
        for (DrillJobEnv each : DrillJobEnv.values()) {
            if (!READ_BY_A_CLI.contains(each)) {
                expected.add(each.name());
            }
        }
        Set<String> read = new TreeSet<>();
        SCRIPTS.forEach(script -> read.addAll(found(USE, script)));
        assertEquals(expected, read);
    }

    @ParameterizedTest
    @EnumSource(
            value = Script.class,
            names = {"PROVE_ISOLATION", "FETCH_SNAPSHOT", "RESTORE_SNAPSHOT", "WRITE_PROOF"})
    void variablesThatAScriptReads_areInItsHead(Script script) {
        String head = script.text().substring(0, script.text().indexOf("set -eu"));
        for (String variable : found(USE, script)) {
            assertTrue(head.contains(variable), script + " does not explain " + variable);
        }
    }

    @Test
    void resultsOfTheScripts_areAllThatTheContractHas() {
        Set<String> expected = new TreeSet<>();
        for (DrillResult each : DrillResult.values()) {
            expected.add(each.name());
        }
        Set<String> written = new TreeSet<>();
        SCRIPTS.forEach(script -> written.addAll(found(WORD, script)));
        assertEquals(expected, written);
    }

    @Test
    void namesInTheServer_areThoseOfTheContract() {
        String restore = Script.RESTORE_SNAPSHOT.text();
        assertTrue(restore.contains(" auth/" + DrillNames.APP_ROLE_MOUNT + "/login "));
        assertTrue(restore.contains(" role_id=" + DrillNames.APP_ROLE + " "));
        assertTrue(restore.contains(" " + DrillNames.CANARY_PATH + " "));
        assertTrue(restore.contains("read_field " + DrillNames.CANARY_NONCE_FIELD + ")"));
        assertTrue(restore.contains("read_field " + DrillNames.CANARY_WRITTEN_AT_FIELD + ")"));
        assertTrue(restore.contains("Secret " + DrillNames.KEYS_SECRET + "\""));
        assertTrue(restore.contains("Secret " + DrillNames.SEAL_SECRET + "\""));
    }

    private static Set<String> found(Pattern pattern, Script script) {
        Set<String> names = new TreeSet<>();
        script.text()
                .lines()
                .filter(line -> !line.stripLeading().startsWith("#"))
                .forEach(line -> {
                    Matcher use = pattern.matcher(line);
                    while (use.find()) {
                        names.add(use.group(1));
                    }
                });
        return names;
    }
}
