package io.vaultsnapshot.manifests.scripts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.env.EnvVariable;
import io.vaultsnapshot.contract.env.SnapshotJobEnv;
import io.vaultsnapshot.contract.env.VaultSetupEnv;
import io.vaultsnapshot.contract.kubernetes.KubernetesNames;
import io.vaultsnapshot.manifests.RenderedCluster;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A variable's name is written in an enum, in a script and in a manifest. A typing error in any of them fails here. */
class ScriptVariablesTest {
    /** Scripts keep their own variables in lower case, so a variable in capitals comes from outside. */
    private static final Pattern USE = Pattern.compile("\\$\\{?([A-Z][A-Z0-9_]*)");

    private static final Set<SnapshotJobEnv> READ_BY_A_CLI = EnumSet.of(
            SnapshotJobEnv.VAULT_CACERT,
            SnapshotJobEnv.VAULT_TLS_SERVER_NAME,
            SnapshotJobEnv.VAULT_CLIENT_TIMEOUT,
            SnapshotJobEnv.AWS_STS_REGIONAL_ENDPOINTS,
            SnapshotJobEnv.AWS_RETRY_MODE,
            SnapshotJobEnv.AWS_MAX_ATTEMPTS,
            SnapshotJobEnv.AWS_EC2_METADATA_DISABLED,
            SnapshotJobEnv.AWS_CA_BUNDLE,
            SnapshotJobEnv.HTTPS_PROXY,
            SnapshotJobEnv.NO_PROXY,
            SnapshotJobEnv.HOME);
    private static final Set<String> INJECTED_BY_EKS = Set.of(
            "AWS_ROLE_ARN",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    /** The operator's own: which server, not which cluster. */
    private static final Set<String> OPERATORS = Set.of("VAULT_ADDR");

    @Test
    void savingContainer_setsWhatItsScriptsReadAndWhatItsCliReads() {
        Set<String> read = read(Script.TAKE_SNAPSHOT);
        read.addAll(read(Script.CHECK_SNAPSHOT));
        read.addAll(Set.of("VAULT_CACERT", "VAULT_TLS_SERVER_NAME", "VAULT_CLIENT_TIMEOUT", "HOME"));
        assertEquals(read, set(RenderedCluster.FULL, "initContainers"));
        read.removeAll(Set.of("VAULT_CACERT", "VAULT_TLS_SERVER_NAME", "CANARY_PATH"));
        assertEquals(read, set(RenderedCluster.MINIMAL, "initContainers"));
    }

    @Test
    void uploadingContainer_setsWhatItsScriptReadsAndWhatItsCliReads() {
        Set<String> read = read(Script.UPLOAD_SNAPSHOT);
        read.removeAll(INJECTED_BY_EKS);
        read.addAll(Set.of(
                "AWS_STS_REGIONAL_ENDPOINTS",
                "AWS_RETRY_MODE",
                "AWS_MAX_ATTEMPTS",
                "AWS_EC2_METADATA_DISABLED",
                "HOME"));
        Set<String> withProxy = new TreeSet<>(read);
        withProxy.addAll(Set.of("HTTPS_PROXY", "NO_PROXY", "AWS_CA_BUNDLE"));
        assertEquals(withProxy, set(RenderedCluster.FULL, "containers"));
        assertEquals(read, set(RenderedCluster.MINIMAL, "containers"));
    }

    @ParameterizedTest
    @EnumSource(SnapshotJobEnv.class)
    void jobVariable_isReadByAScriptOrDocumentedAsTheClis(SnapshotJobEnv variable) {
        Set<String> read = read(Script.TAKE_SNAPSHOT);
        read.addAll(read(Script.UPLOAD_SNAPSHOT));
        if (READ_BY_A_CLI.contains(variable)) {
            assertTrue(variable.meaning().contains("CLI"), variable.meaning());
        } else {
            assertTrue(read.contains(variable.name()), variable + " is not read");
        }
    }

    @Test
    void jobVariables_areSetOnOneContainerAtLeast() {
        Set<String> set = set(RenderedCluster.FULL, "initContainers");
        set.addAll(set(RenderedCluster.FULL, "containers"));
        assertEquals(names(SnapshotJobEnv.values()), set);
        Set<String> always = set(RenderedCluster.MINIMAL, "initContainers");
        always.addAll(set(RenderedCluster.MINIMAL, "containers"));
        for (SnapshotJobEnv each : SnapshotJobEnv.values()) {
            assertEquals(each.required(), always.contains(each.name()), each.name());
        }
    }

    @Test
    void setupVariables_areThoseOfTheScript() {
        Set<String> read = read(Script.CONFIGURE_VAULT);
        read.removeAll(OPERATORS);
        assertEquals(names(VaultSetupEnv.values()), read);
    }

    @Test
    void setupPreamble_setsWhatIsRequiredAndWithDrillsTheirFour() {
        Set<String> required = new TreeSet<>();
        for (VaultSetupEnv each : VaultSetupEnv.values()) {
            if (each.required()) {
                required.add(each.name());
            }
        }
        assertEquals(required, preamble(RenderedCluster.MINIMAL));
        required.addAll(Set.of("CANARY_PATH", "DRILL_AUTH_MOUNT", "DRILL_ROLE", "DRILL_POLICY"));
        assertEquals(required, preamble(RenderedCluster.FULL));
    }

    private static Set<String> preamble(RenderedCluster rendered) {
        Set<String> set = new TreeSet<>();
        new VaultSetupScript(rendered.cluster()).values().forEach((each, value) -> set.add(each.name()));
        return set;
    }

    /** Returns the variables that a script uses, comments and its own ones that it sets for a child aside. */
    private static Set<String> read(Script script) {
        Set<String> names = new TreeSet<>();
        script.text()
                .lines()
                .filter(line -> !line.stripLeading().startsWith("#"))
                .forEach(line -> {
                    Matcher use = USE.matcher(line);
                    while (use.find()) {
                        names.add(use.group(1));
                    }
                });
        return names;
    }

    private static Set<String> set(RenderedCluster rendered, String containers) {
        JsonNode pod = rendered.object("CronJob", KubernetesNames.CRON_JOB).at("/spec/jobTemplate/spec/template/spec");
        Set<String> names = new TreeSet<>();
        pod.path(containers)
                .path(0)
                .path("env")
                .forEach(each -> names.add(each.path("name").asText()));
        return names;
    }

    private static Set<String> names(EnvVariable... variables) {
        Set<String> names = new TreeSet<>();
        for (EnvVariable each : variables) {
            names.add(each.name());
        }
        return names;
    }
}
