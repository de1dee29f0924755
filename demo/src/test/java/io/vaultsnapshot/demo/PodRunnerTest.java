package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodRunnerTest {
    private static final String YAML = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: scripts}
            data:
              hello.sh: |
                echo "hello $1 from $0"; cat /dev/null; wc -c <"$TOKEN"; exit %d
            ---
            apiVersion: batch/v1
            kind: CronJob
            metadata: {name: backup, namespace: there}
            spec:
              jobTemplate:
                spec:
                  activeDeadlineSeconds: 20
                  template:
                    metadata:
                      annotations: {eks.amazonaws.com/skip-containers: first}
                    spec:
                      serviceAccountName: me
                      initContainers:
                        - name: first
                          command: [/usr/bin/env]
                          env:
                            - {name: ADDRESS, value: 'https://far'}
                            - {name: FILE, value: /share/file}
                          volumeMounts: [{name: share, mountPath: /share}]
                      containers:
                        - name: second
                          command: [/bin/sh, /scripts/hello.sh]
                          args: [you]
                          env: [{name: TOKEN, value: /token/jwt}]
                          volumeMounts:
                            - {name: scripts, mountPath: /scripts}
                            - {name: token, mountPath: /token}
                      volumes:
                        - {name: share, emptyDir: {}}
                        - {name: scripts, configMap: {name: scripts}}
                        - name: token
                          projected:
                            sources: [{serviceAccountToken: {audience: vault, expirationSeconds: 600, path: jwt}}]
            """;

    private static final TokenIssuer ISSUER = new TokenIssuer();

    private final Workspace workspace = new Workspace();
    private final ChildProcesses processes = new ChildProcesses();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @AfterEach
    void tidy() {
        processes.close();
        workspace.remove();
    }

    @Test
    void run_container_getsItsVariablesThePathAndNothingElse() throws Exception {
        Set<String> variables =
                runner(0).run().getOrDefault("first", "").lines().collect(Collectors.toSet());
        assertEquals(Set.of("ADDRESS=http://near", "FILE=/share/file", "PATH=/usr/bin:/bin"), variables);
    }

    @Test
    void run_commandAndArguments_scriptOfTheConfigMapRuns() throws Exception {
        String printed = runner(0).run().getOrDefault("second", "");
        assertTrue(printed.startsWith("hello you from /scripts/hello.sh\n"), printed);
        assertTrue(
                Integer.parseInt(printed.lines().skip(1).findFirst().orElse("0").strip()) > 400, printed);
    }

    @Test
    void run_failingContainer_saysWhichAndWhatItPrinted() throws Exception {
        PodRunner runner = runner(3);
        DemoException failure = assertThrows(DemoException.class, runner::run);
        assertTrue(
                String.valueOf(failure.getMessage()).startsWith("container second ended with exit code 3\nhello you"));
    }

    @Test
    void role_isGivenAsEksDoes() throws Exception {
        GeneratedManifests manifests = manifests(0);
        PodTemplate pod = manifests.backupPod();
        assertEquals(Set.of("first"), pod.withoutRole());
        assertEquals("there", pod.account().namespace());
    }

    private PodRunner runner(int exitCode) throws IOException {
        GeneratedManifests manifests = manifests(exitCode);
        PodTemplate pod = manifests.backupPod();
        return new PodRunner(
                workspace,
                processes,
                pod,
                new PodVolumes(workspace, manifests, pod, ISSUER, "certificate"),
                SearchPath.of("/usr/bin:/bin"),
                Map.of("ADDRESS", "http://near", "NOT_IN_THE_SPEC", "x"),
                Map.of("ROLE", "secret"));
    }

    private GeneratedManifests manifests(int exitCode) throws IOException {
        Files.writeString(folder.resolve("all.yaml"), YAML.formatted(exitCode));
        return GeneratedManifests.read(folder);
    }
}
