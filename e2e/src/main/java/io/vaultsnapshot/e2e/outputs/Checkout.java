package io.vaultsnapshot.e2e.outputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.settings.SettingsParser;
import io.vaultsnapshot.e2e.suite.Suite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * This project as a user has it: everything is linked to the real files. Only the settings block of {@code cdk.json} is the
 * user's.
 */
public final class Checkout {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> OWN =
            List.of("cdk.json", "settings.local.json", "cdk.out", "cdk.context.json", "dist", ".git");

    private final Path folder;
    private final ObjectNode settings;

    /**
     * Creates the checkout in an empty folder.
     *
     * @param settings the settings block
     */
    public Checkout(Path folder, ObjectNode settings) {
        this.folder = folder;
        this.settings = settings;
        Path project = Suite.project();
        try (var entries = Files.list(project)) {
            for (Path entry : entries.toList()) {
                if (!OWN.contains(entry.getFileName().toString())) {
                    Files.createSymbolicLink(folder.resolve(entry.getFileName()), entry);
                }
            }
            ObjectNode cdk =
                    (ObjectNode) JSON.readTree(project.resolve("cdk.json").toFile());
            cdk.withObject("context").set(SettingsParser.CONTEXT_KEY, settings);
            JSON.writerWithDefaultPrettyPrinter()
                    .writeValue(folder.resolve("cdk.json").toFile(), cdk);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Returns its folder. */
    public Path folder() {
        return folder;
    }

    /** Returns its settings block. */
    public ObjectNode settings() {
        return settings;
    }

    /** Returns the template that the last synthesis left. */
    public Path template() {
        return folder.resolve("cdk.out/VaultSnapshot.template.json");
    }

    /** Returns that template and those of its nested stacks, by the names of their files. The CLI clears nothing in this folder. */
    public Map<String, JsonNode> templates() {
        Map<String, JsonNode> templates = new TreeMap<>();
        try (var files = Files.list(template().getParent())) {
            for (Path file : files.filter(file -> file.toString().endsWith(".template.json"))
                    .toList()) {
                templates.put(file.getFileName().toString(), JSON.readTree(file.toFile()));
            }
            return templates;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
