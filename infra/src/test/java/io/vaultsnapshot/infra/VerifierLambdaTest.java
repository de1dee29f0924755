package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.VerifierFunction;
import io.vaultsnapshot.contract.env.VerifierEnv;
import io.vaultsnapshot.contract.settings.SettingsParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;

/** The function as the contract describes it, and its settings. */
class VerifierLambdaTest {
    private static final App APP = SynthesizedStack.app("full");
    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of(APP).template();
    }

    @Test
    void function_isTheContracts() {
        assertEquals("vault-snapshot-verifier", function().get("FunctionName").asText());
        assertEquals(VerifierFunction.HANDLER, function().get("Handler").asText());
        assertEquals(VerifierFunction.MEMORY_MIB, function().get("MemorySize").asInt());
        // The largest volume of 2,048 MiB, read twice at 40 MiB a second, and a minute, but no less than five.
        assertEquals(
                Duration.ofMinutes(5).toSeconds(), function().get("Timeout").asLong());
        assertEquals("java25", function().get("Runtime").asText());
        assertEquals(SynthesizedStack.json("[\"arm64\"]"), function().get("Architectures"));
    }

    @Test
    void functions_areThisAndTheWidgets_andNothingIsACustomResource() {
        assertEquals(2, template.resources("AWS::Lambda::Function").size());
        for (JsonNode resource : template.template().get("Resources")) {
            String type = resource.get("Type").asText();
            assertTrue(type.startsWith("AWS::"), type);
            assertTrue(!type.startsWith("AWS::CloudFormation::") || type.equals("AWS::CloudFormation::Stack"), type);
        }
    }

    @Test
    void environment_setsEveryVariable_andOnlyThose() {
        Set<String> set = new TreeSet<>();
        environment().fieldNames().forEachRemaining(set::add);
        Set<String> expected =
                Stream.of(VerifierEnv.values()).map(Enum::name).collect(Collectors.toCollection(TreeSet::new));
        expected.add("JAVA_TOOL_OPTIONS");
        assertEquals(expected, set);
    }

    /** Without it, Java 25 prints a warning at each cold start, and a later Java refuses to load the crypto library. */
    @Test
    void environment_allowsNativeCode() {
        assertEquals(
                "--enable-native-access=ALL-UNNAMED",
                environment().path("JAVA_TOOL_OPTIONS").asText());
    }

    @Test
    void environment_pointsAtBucketTopicAndLayer() {
        assertEquals(
                "${SnapshotsBucket}",
                environment().path(VerifierEnv.SNAPSHOT_BUCKET.name()).asText());
        assertEquals(
                "${SnapshotsKey.Arn}",
                environment().path(VerifierEnv.BUCKET_KEY_ARN.name()).asText());
        assertEquals(
                "${AlertsTopic}",
                environment().path(VerifierEnv.ALERT_TOPIC_ARN.name()).asText());
        assertEquals(
                "/opt/vault-snapshot/settings.json",
                environment().path(VerifierEnv.SETTINGS_FILE.name()).asText());
        assertEquals(
                SynthesizedStack.json("[\"${VerifierSettingsLayer}\"]"),
                function().get("Layers"));
    }

    @Test
    void layer_holdsTheSettings() throws IOException {
        assertEquals(
                ContextSettings.read(APP.getNode()), SettingsParser.parse(SynthesizedStack.read(settingsInLayer())));
    }

    @Test
    void layer_canBeReadByTheFunction() throws IOException {
        assertTrue(Files.getPosixFilePermissions(settingsInLayer()).contains(PosixFilePermission.OTHERS_READ));
    }

    @Test
    void failedEvents_areRetriedTwice_withinAnHour_thenKept() {
        JsonNode retries = template.properties("AWS::Lambda::EventInvokeConfig");
        assertEquals(2, retries.get("MaximumRetryAttempts").asInt());
        assertEquals(3600, retries.get("MaximumEventAgeInSeconds").asInt());
        assertEquals(
                "${DeadLettersQueue.Arn}",
                function().at("/DeadLetterConfig/TargetArn").asText());
    }

    @Test
    void log_isTheFunctionsOwn_andExpires() {
        JsonNode log =
                template.properties("AWS::Logs::LogGroup", "LogGroupName", "/aws/lambda/vault-snapshot-verifier");
        assertEquals(90, log.get("RetentionInDays").asInt());
        assertEquals("${VerifierLog}", function().at("/LoggingConfig/LogGroup").asText());
    }

    @Test
    void deadLetterQueue_keepsForTwoWeeks_encryptedAndTlsOnly() {
        JsonNode queue = template.resource("DeadLettersQueue").get("Properties");
        assertEquals(14 * 24 * 3600, queue.get("MessageRetentionPeriod").asInt());
        assertTrue(queue.get("SqsManagedSseEnabled").asBoolean());
        JsonNode first = template.resource("DeadLettersQueuePolicy").at("/Properties/PolicyDocument/Statement/0");
        assertEquals("Deny", first.get("Effect").asText());
        assertEquals("false", first.at("/Condition/Bool/aws:SecureTransport").asText());
    }

    private static Path settingsInLayer() throws IOException {
        String asset = template.resource("VerifierSettingsLayer")
                .at("/Properties/Content/S3Key")
                .asText()
                .replace(".zip", "");
        return Path.of(APP.getOutdir(), "asset." + asset).resolve(VerifierFunction.SETTINGS_PATH_IN_LAYER);
    }

    private static JsonNode function() {
        return template.properties("AWS::Lambda::Function", "FunctionName", AwsNames.FUNCTION);
    }

    private static JsonNode environment() {
        return function().at("/Environment/Variables");
    }
}
