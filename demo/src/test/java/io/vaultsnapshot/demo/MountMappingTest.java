package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vaultsnapshot.sandbox.pod.ContainerSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MountMappingTest {
    private static final Map<String, String> MOUNTS = Map.of(
            "share", "/share",
            "tmp", "/tmp",
            "other", "/var/run/secrets",
            "vault-token", "/var/run/secrets/vault-snapshot");

    private final MountMapping mapping = MountMapping.of(
            new ContainerSpec(
                    "main",
                    List.of(),
                    Map.of(),
                    MOUNTS.entrySet().stream()
                            .map(mount -> new ContainerSpec.Mount(mount.getValue(), mount.getKey(), false))
                            .toList()),
            MOUNTS.keySet().stream().collect(Collectors.toMap(name -> name, name -> Path.of("/tmp/work/pod-1", name))));

    @Test
    void onMachine_pathBelowMount_translated() {
        assertEquals("/tmp/work/pod-1/share/vault.snap", mapping.onMachine("/share/vault.snap"));
        assertEquals("/tmp/work/pod-1/tmp", mapping.onMachine("/tmp"));
    }

    @Test
    void onMachine_nestedMounts_deepestWins() {
        assertEquals("/tmp/work/pod-1/vault-token/token", mapping.onMachine("/var/run/secrets/vault-snapshot/token"));
    }

    @Test
    void onMachine_anythingElse_stays() {
        assertEquals("/shared/vault.snap", mapping.onMachine("/shared/vault.snap"));
        assertEquals("snapshots/demo/", mapping.onMachine("snapshots/demo/"));
        assertEquals("/bin/sh", mapping.onMachine("/bin/sh"));
    }

    @Test
    void inContainer_logOfThisMachine_readsLikeTheContainers() {
        assertEquals(
                "saved /share/vault.snap, home /tmp",
                mapping.inContainer("saved /tmp/work/pod-1/share/vault.snap, home /tmp/work/pod-1/tmp"));
    }
}
