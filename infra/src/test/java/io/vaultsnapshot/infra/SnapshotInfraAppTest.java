package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.settings.SettingsParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

/** What the operator sees: nothing, or a few lines that say what to change. */
class SnapshotInfraAppTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void goodSettings_synthesizeWithoutAWord() {
        Map<String, Object> settings = SynthesizedStack.settings("minimal");
        settings.put("account", "444455556666");
        assertEquals(0, run(SynthesizedStack.context(settings)));
        assertEquals("", said());
        assertTrue(Files.exists(folder.resolve("out").resolve(AwsNames.STACK + ".template.json")));
    }

    @Test
    void badSettings_areAllListed_withoutAStackTrace() {
        Map<String, Object> settings = SynthesizedStack.settings("minimal");
        settings.put("region", "Stockholm");
        settings.put("acount", "111122223333");
        assertEquals(2, run(Map.of(SettingsParser.CONTEXT_KEY, settings)));
        assertTrue(said().contains("The settings under 'vault-snapshot' have 2 problems:"), said());
        assertTrue(said().contains("acount: is not a setting; did you mean 'account'?"), said());
        assertTrue(said().contains("region: 'Stockholm' is not allowed"), said());
        assertEquals(3, said().lines().count(), said());
    }

    @Test
    void withoutSubscribers_isAnErrorThatSaysWhatToDo() {
        assertEquals(2, run(withoutSubscribers(false)));
        assertTrue(said().contains("alerts: is empty, so no message is sent when a backup fails"), said());
        assertTrue(said().contains("\"protocol\": \"email\""), said());
        assertTrue(said().contains("\"allowNoSubscribers\": true"), said());
        assertEquals(2, said().lines().count(), said());
    }

    @Test
    void withoutSubscribers_butDeclared_synthesizesWithoutAWordOnThem() {
        assertEquals(0, run(withoutSubscribers(true)));
        assertFalse(said().contains("alerts"), said());
    }

    /** It is no error: the first look at a template needs no account. */
    @Test
    void accountOfAnExample_synthesizesAndIsNamed() {
        assertEquals(0, run(SynthesizedStack.context("minimal", Map.of())));
        assertEquals(
                "account 111122223333 is the one of an example; put your own into the settings before you deploy\n",
                said());
    }

    private static Map<String, Object> withoutSubscribers(boolean declared) {
        Map<String, Object> settings = SynthesizedStack.settings("minimal");
        settings.put("alerts", List.of());
        settings.put("allowNoSubscribers", declared);
        return SynthesizedStack.context(settings);
    }

    @Test
    void missingBlock_isNamed() {
        assertEquals(2, run(Map.of()));
        assertTrue(
                said().contains("vault-snapshot: is missing; must be an object under \"context\" in cdk.json"), said());
        assertEquals(2, said().lines().count(), said());
    }

    @Test
    void missingJar_saysHowToBuildIt() {
        int status = SnapshotInfraApp.run(
                app(SynthesizedStack.context("minimal", Map.of())), Path.of("no/such.jar"), stream());
        assertEquals(2, status);
        assertEquals(
                "The verifier's jar no/such.jar does not exist: build it with 'mvn -pl lambda-verifier -am package',"
                        + " or unpack the release again\n",
                said());
    }

    @Test
    void settingsFile_isRead() {
        assertEquals(0, runWithFile("src/test/resources/settings/minimal.json"));
        assertTrue(said().startsWith("account 111122223333 is the one of an example"), said());
        assertEquals(1, said().lines().count(), said());
    }

    @Test
    void settingsFile_thatIsNotThere_isNamed() {
        assertEquals(2, runWithFile("no/such.json"));
        assertTrue(
                said().contains("settingsFile: 'no/such.json', which cdk.json names, does not exist; looked for /"),
                said());
    }

    @Test
    void settingsFile_thatIsNotJson_isNamedWithTheLine() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.json"), "{\n  \"account\": 1,\n  oops\n}\n");
        assertEquals(2, runWithFile(file.toString()));
        assertTrue(
                said().contains("is not a JSON object, line 3, column 3: a key in double quotes is expected, not 'o'"),
                said());
        assertEquals(2, said().lines().count(), said());
    }

    @Test
    void settingsFile_withoutAnObject_isNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("settings.json"), "[]\n");
        assertEquals(2, runWithFile(file.toString()));
        assertTrue(said().contains("is not a JSON object, line 1, column 1: it starts with '['"), said());
    }

    /** The CLI puts the reason of a failed look-up into the context and runs the app again. */
    @Test
    void lookUpWithoutCredentials_namesTheLookUpTheCredentialsAndTheSetting() {
        Map<String, Object> context = SynthesizedStack.context(
                "full",
                Map.of(
                        SynthesizedStack.lookupKey("Staging_2"),
                        Map.of("$providerError", "no credentials have been configured")));

        assertEquals(2, run(context));
        for (String part : List.of(
                "Staging_2", "looked up", "no credentials have been configured", "aws sso login", "\"oidcIssuer\"")) {
            assertTrue(said().contains(part), said());
        }
        assertFalse(said().contains("\tat "), said());
    }

    /** With its validation off, CDK writes no report, and the CLI would print this one for ever. */
    @Test
    void reportOfAnEarlierRun_isRemoved() throws IOException {
        Path report = Files.createDirectories(folder.resolve("out")).resolve(SnapshotInfraApp.VALIDATION_REPORT);
        Files.writeString(report, "{}");

        assertEquals(2, run(Map.of()), "before CDK could write another one");
        assertFalse(Files.exists(report));
    }

    private int runWithFile(String file) {
        Map<String, Object> context = SynthesizedStack.context("minimal", Map.of());
        context.put(SettingsParser.CONTEXT_KEY, Map.of(SettingsParser.SETTINGS_FILE, file));
        return run(context);
    }

    private int run(Map<String, Object> context) {
        return SnapshotInfraApp.run(app(context), SynthesizedStack.stubJar(), stream());
    }

    private App app(Map<String, Object> context) {
        return App.Builder.create()
                .context(context)
                .outdir(folder.resolve("out").toString())
                .build();
    }

    private PrintStream stream() {
        return new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
