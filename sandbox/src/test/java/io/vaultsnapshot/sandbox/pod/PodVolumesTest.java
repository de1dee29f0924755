package io.vaultsnapshot.sandbox.pod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodVolumesTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final RecordingSource source = new RecordingSource();

    @TempDir
    Path folder;

    @Test
    void create_threeKinds_filledAsAKubeletDoes() throws IOException {
        Map<String, Path> folders = volumes("""
                [{"name": "share", "emptyDir": {"sizeLimit": "1Mi"}},
                 {"name": "scripts", "configMap": {"name": "both", "defaultMode": 365}},
                 {"name": "token", "projected": {"sources": [
                   {"serviceAccountToken": {"audience": "vault", "path": "jwt"}}]}}]
                """);

        assertEquals(Set.of("share", "scripts", "token"), folders.keySet());
        assertEquals("first", Files.readString(folders.get("scripts").resolve("one")));
        assertEquals(
                Path.of("..data", "one"),
                Files.readSymbolicLink(folders.get("scripts").resolve("one")));
        assertEquals("for vault", Files.readString(folders.get("token").resolve("jwt")));
        assertEquals(List.of("share 1Mi", "one 555", "two 555", "jwt 644"), source.asked);
    }

    @Test
    void create_configMapWithItems_holdsOnlyThoseUnderTheirPaths() throws IOException {
        Map<String, Path> folders = volumes("""
                [{"name": "ca", "configMap": {"name": "both", "items": [{"key": "two", "path": "other"}]}}]
                """);

        assertEquals("second", Files.readString(folders.get("ca").resolve("other")));
        assertFalse(Files.exists(folders.get("ca").resolve("one")));
    }

    @Test
    void create_secret_holdsItsEntries() throws IOException {
        Map<String, Path> folders =
                volumes("[{\"name\": \"keys\", \"secret\": {\"secretName\": \"s\", \"defaultMode\": 256}}]");

        assertEquals("of s", Files.readString(folders.get("keys").resolve("one")));
        assertEquals(List.of("one 440"), source.asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"name\": \"x\", \"hostPath\": {\"path\": \"/\"}}]",
                "[{\"name\": \"x\", \"projected\": {\"sources\": [{\"secret\": {\"name\": \"s\"}}]}}]"
            })
    void create_otherKind_isRefused(String list) {
        assertThrows(IllegalArgumentException.class, () -> volumes(list));
    }

    @Test
    void container_ofASpecification_hasCommandVariablesAndMounts() throws IOException {
        JsonNode container = JSON.readTree("""
                {"name": "main", "command": ["sh", "-c"], "args": ["true"], "env": [{"name": "A", "value": "b"}],
                 "volumeMounts": [{"name": "share", "mountPath": "/share", "readOnly": true}]}
                """);

        assertEquals(
                new ContainerSpec(
                        "main",
                        List.of("sh", "-c", "true"),
                        Map.of("A", "b"),
                        List.of(new ContainerSpec.Mount("/share", "share", true))),
                ContainerSpec.of(container));
    }

    @Test
    void containersWithoutRole_annotation_namesThem() throws IOException {
        JsonNode pod = JSON.readTree(
                "{\"metadata\": {\"annotations\": {\"eks.amazonaws.com/skip-containers\": \"one, two\"}}}");

        assertEquals(Set.of("one", "two"), PodIdentity.containersWithoutRole(pod));
    }

    private Map<String, Path> volumes(String list) throws IOException {
        return new PodVolumes(source, folder).create(JSON.readTree(list));
    }

    private static final class RecordingSource implements VolumeSource {
        private final List<String> asked = new ArrayList<>();

        @Override
        public Map<String, String> configMap(String name) {
            return new TreeMap<>(Map.of("one", "first", "two", "second"));
        }

        @Override
        public Map<String, String> secret(JsonNode wanted) {
            return Map.of("one", "of " + wanted.path("secretName").asText());
        }

        @Override
        public String token(JsonNode wanted) {
            return "for " + wanted.path("audience").asText();
        }

        @Override
        public void limit(Path emptyDir, String size) {
            asked.add(emptyDir.getFileName() + " " + size);
        }

        @Override
        public void own(Path path, int mode) {
            if (Files.isRegularFile(path)) {
                asked.add(path.getFileName() + " " + Integer.toOctalString(mode));
            }
        }
    }
}
