package io.vaultsnapshot.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.WidgetFunction;
import io.vaultsnapshot.contract.bucket.StatusKey;
import io.vaultsnapshot.contract.env.VerifierEnv;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The widget's function as the contract describes it, and what keeps it apart from the verifier. */
class WidgetLambdaTest {
    private static TemplateText template;

    @BeforeAll
    static void synthesize() {
        template = SynthesizedStack.of("full").template();
    }

    @Test
    void function_isTheContracts_withTheVerifiersJar() {
        assertEquals(WidgetFunction.HANDLER, function().get("Handler").asText());
        assertEquals(WidgetFunction.MEMORY_MIB, function().get("MemorySize").asInt());
        assertEquals(
                WidgetFunction.TIMEOUT.toSeconds(), function().get("Timeout").asLong());
        JsonNode verifier = template.properties("AWS::Lambda::Function", "FunctionName", AwsNames.FUNCTION);
        for (String same : List.of("Code", "Runtime", "Architectures")) {
            assertEquals(verifier.get(same), function().get(same), same);
        }
    }

    @Test
    void environment_hasTheBucketOnly() {
        JsonNode variables = function().at("/Environment/Variables");
        assertEquals(1, variables.size(), variables::toString);
        assertEquals(
                "${SnapshotsBucket}",
                variables.path(VerifierEnv.SNAPSHOT_BUCKET.name()).asText());
        assertFalse(function().has("Layers"));
    }

    @Test
    void role_readsOneObjectAndWritesItsLog() {
        JsonNode role = template.resource("WidgetRole").get("Properties");
        List<String> allowed = new ArrayList<>();
        role.at("/Policies/0/PolicyDocument/Statement")
                .forEach(statement -> allowed.add(statement.get("Action") + " on " + statement.get("Resource")));

        assertEquals(1, role.get("Policies").size());
        assertFalse(role.has("ManagedPolicyArns"));
        assertEquals(
                List.of(
                        "[\"logs:CreateLogStream\",\"logs:PutLogEvents\"] on \"${WidgetLog.Arn}\"",
                        "\"s3:GetObject\" on \"${SnapshotsBucket.Arn}/" + StatusKey.FLEET_INDEX + "\"",
                        "\"kms:Decrypt\" on \"${SnapshotsKey.Arn}\""),
                allowed);
    }

    /** CloudWatch starts it with the rights of who looks. Nobody gets a right by the function's own policy. */
    @Test
    void function_nobodyMayStartIt_byItsOwnPolicy() {
        assertTrue(template.resources("AWS::Lambda::Permission").stream()
                .noneMatch(permission -> permission.toString().contains("WidgetFunction")));
        assertTrue(template.resources("AWS::Lambda::Url").isEmpty());
    }

    private static JsonNode function() {
        return template.properties("AWS::Lambda::Function", "FunctionName", AwsNames.WIDGET_FUNCTION);
    }
}
