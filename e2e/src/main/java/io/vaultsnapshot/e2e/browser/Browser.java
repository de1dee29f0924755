package io.vaultsnapshot.e2e.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.sandbox.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Debian's Chromium, which opens one page and ends. {@code e2e/browser/look.mjs} says what it looks at. */
public final class Browser implements SuiteServer {
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Suite suite;
    private final Path chromium;

    /** Asks {@code e2e/setup} where it is. Fails with its message when it is not installed. */
    public Browser(Suite suite) {
        this.suite = suite;
        Path project = Suite.project();
        Command where = Command.of(
                "setup-where-browser", project, project.resolve("e2e/setup").toString(), "--where", "browser");
        String cache = System.getenv("XDG_CACHE_HOME");
        String line = suite.processes()
                .run(cache == null ? where : where.with("XDG_CACHE_HOME", cache), Duration.ofMinutes(1))
                .orFail()
                .out()
                .strip();
        this.chromium = Path.of(line.substring(line.indexOf('=') + 1));
    }

    /** Looks at a page; returns what was seen. */
    public JsonNode look(Path page) {
        return look(List.of(page.toString()));
    }

    /**
     * Looks at a page and takes a picture of as much of it as a desk shows.
     *
     * @param from the selector of the element at which the picture begins
     */
    public JsonNode look(Path page, Path picture, String from) {
        return look(List.of(page.toString(), picture.toString(), from));
    }

    private JsonNode look(List<String> arguments) {
        Path project = Suite.project();
        List<String> line = new ArrayList<>(
                List.of("node", project.resolve("e2e/browser/look.mjs").toString()));
        line.addAll(arguments);
        Path modules = chromium.resolveSibling("../node_modules").normalize();
        Command command = Command.of("browser", project, line.toArray(String[]::new))
                .with("CHROMIUM", chromium.toString())
                .with("MODULES", modules.toString());
        try {
            return new ObjectMapper()
                    .readTree(suite.processes().run(command, LONGEST).orFail().out());
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }
}
