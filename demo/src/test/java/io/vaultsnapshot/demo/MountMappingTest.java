package io.vaultsnapshot.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MountMappingTest {
    private final MountMapping mapping = new MountMapping(Map.of(
            "/share", Path.of("/tmp/work/pod-1/share"),
            "/tmp", Path.of("/tmp/work/pod-1/tmp"),
            "/var/run/secrets", Path.of("/tmp/work/pod-1/other"),
            "/var/run/secrets/vault-snapshot", Path.of("/tmp/work/pod-1/vault-token")));

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
