package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.sandbox.process.ProcessFailedException;
import io.vaultsnapshot.sandbox.process.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupPodTest {
    private static final String YAML = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: scripts}
            data:
              hello.sh: |
                echo "hello $1 from $0"; cat "$TOKEN"; echo; echo "role $ROLE"; cat "$CA"; exit %d
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
                          env: [{name: TOKEN, value: /token/jwt}, {name: CA, value: /ca/ca.crt}]
                          volumeMounts:
                            - {name: scripts, mountPath: /scripts}
                            - {name: token, mountPath: /token}
                            - {name: ca, mountPath: /ca}
                      volumes:
                        - {name: share, emptyDir: {}}
                        - {name: scripts, configMap: {name: scripts}}
                        - {name: ca, configMap: {name: of-the-operator, items: [{key: ca.crt, path: ca.crt}]}}
                        - name: token
                          projected:
                            sources: [{serviceAccountToken: {audience: vault, expirationSeconds: 600, path: jwt}}]
            """;

    private final KubernetesEndpoint kubernetes = new KubernetesEndpoint();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        kubernetes.close();
    }

    @Test
    void run_containerWithoutRole_getsItsVariablesThePathAndNothingElse() throws IOException {
        Set<String> variables = run(0).getOrDefault("first", "").lines().collect(Collectors.toSet());
        assertEquals(Set.of("ADDRESS=http://near", "FILE=/share/file", "PATH=/usr/bin:/bin"), variables);
    }

    @Test
    void run_containerWithRole_getsIt() throws IOException {
        assertTrue(run(0).getOrDefault("second", "").contains("role secret"));
    }

    @Test
    void run_commandAndArguments_scriptOfTheConfigMapReadsItsToken() throws IOException {
        String printed = run(0).getOrDefault("second", "");
        assertTrue(printed.startsWith("hello you from /scripts/hello.sh\n"), printed);
        String token = printed.lines().skip(1).findFirst().orElse("");
        assertEquals(3, token.split("\\.", -1).length, token);
    }

    @Test
    void run_configMapOfTheOperator_holdsTheCertificate() throws IOException {
        assertTrue(run(0).getOrDefault("second", "").endsWith("a certificate"));
    }

    @Test
    void run_failingContainer_saysWhichAndWhatItPrinted() {
        ProcessFailedException failure = assertThrows(ProcessFailedException.class, () -> run(3));
        assertTrue(failure.getMessage().startsWith("second ended with exit code 3"), failure.getMessage());
        assertTrue(failure.getMessage().contains("hello you"), failure.getMessage());
    }

    private Map<String, String> run(int exitCode) throws IOException {
        Files.writeString(folder.resolve("all.yaml"), YAML.formatted(exitCode));
        try (Workspace workspace = new Workspace(folder.resolve("work"))) {
            return new BackupPod(
                            workspace,
                            GeneratedManifests.read(folder),
                            kubernetes,
                            new BackupPod.Surroundings(
                                    "/usr/bin:/bin",
                                    Map.of("ADDRESS", "http://near", "NOT_IN_THE_SPEC", "x"),
                                    Map.of("ROLE", "secret")),
                            "a certificate")
                    .run();
        }
    }
}
