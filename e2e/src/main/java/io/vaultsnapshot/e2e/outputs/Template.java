package io.vaultsnapshot.e2e.outputs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;
import io.vaultsnapshot.sandbox.process.Command;
import java.time.Duration;
import java.util.stream.StreamSupport;

/** The CloudFormation template that {@code npx cdk synth} makes from the settings, with what its nested stacks hold. */
public final class Template implements SuiteServer {
    private static final Duration LONGEST = Duration.ofMinutes(6);

    private final String bucket;
    private final Checkout checkout;
    private final JsonNode resources;

    /** Synthesizes it as a person does, with the clusters that only the verifier's scenarios use. */
    public Template(Suite suite) {
        FleetSettings fleet = suite.get(FleetSettings.class);
        this.bucket = fleet.settings().bucket();
        ObjectNode settings = StackSettings.withForeign(StackSettings.watched(fleet.block(), StackSettings.CLUSTERS));
        this.checkout = new Checkout(suite.folder("template"), settings);
        Command synth = CdkCommand.of(suite, "cdk-synth", checkout.folder(), "synth", "--quiet");
        suite.processes().run(synth, LONGEST).orFail();
        this.resources = NestedTemplates.resources(checkout.templates());
    }

    /** Reads the template of a checkout in which it was synthesized. */
    public Template(Checkout checkout, String bucket) {
        this.bucket = bucket;
        this.checkout = checkout;
        this.resources = NestedTemplates.resources(checkout.templates());
    }

    /** Returns the folder it was synthesized in. */
    public Checkout checkout() {
        return checkout;
    }

    /** A role of the template, with the references that CloudFormation resolves already resolved. */
    public record Role(String name, JsonNode trustPolicy, JsonNode inlinePolicies) {}

    /** Returns the role of a name. */
    public Role role(String name) {
        return StreamSupport.stream(resources.spliterator(), false)
                .filter(resource -> resource.path("Type").asText().equals("AWS::IAM::Role"))
                .map(resource -> resource.get("Properties"))
                .filter(properties -> properties.path("RoleName").asText().equals(name))
                .map(properties -> new Role(
                        name,
                        resolve(properties.get("AssumeRolePolicyDocument")),
                        resolve(properties.path("Policies"))))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the template has no role " + name));
    }

    /** Returns the role whose logical id starts like that, with its inline policies and its managed ones as inline ones. */
    public Role roleOfAFunction(String logicalId) {
        JsonNode role = StreamSupport.stream(resources.properties().spliterator(), false)
                .filter(resource -> resource.getKey().startsWith(logicalId)
                        && resource.getValue().path("Type").asText().equals("AWS::IAM::Role"))
                .map(resource -> resource.getValue().get("Properties"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the template has no role " + logicalId));
        ArrayNode policies = new JsonMapper().createArrayNode();
        role.path("Policies").forEach(policy -> policies.add(resolve(policy)));
        role.path("ManagedPolicyArns").forEach(arn -> {
            String id = arn.get("Ref").asText();
            policies.addObject()
                    .put("PolicyName", id)
                    .set("PolicyDocument", resolve(resources.at("/" + id + "/Properties/PolicyDocument")));
        });
        return new Role(logicalId, resolve(role.get("AssumeRolePolicyDocument")), policies);
    }

    /** Returns the properties of the one OIDC provider, that of the cluster in another account. */
    public JsonNode oidcProvider() {
        return StreamSupport.stream(resources.spliterator(), false)
                .filter(resource -> resource.path("Type").asText().equals("AWS::IAM::OIDCProvider"))
                .map(resource -> resource.get("Properties"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the template has no OIDC provider"));
    }

    /** Returns the properties of the bucket of a name. */
    public JsonNode bucket(String name) {
        return StreamSupport.stream(resources.spliterator(), false)
                .map(resource -> resource.path("Properties"))
                .filter(properties -> properties.path("BucketName").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the template has no bucket " + name));
    }

    /** Returns what the bucket's policy refuses to everybody. */
    public JsonNode denialsOfTheBucket() {
        return StreamSupport.stream(resources.spliterator(), false)
                .filter(resource -> resource.path("Type").asText().equals("AWS::S3::BucketPolicy"))
                .map(resource -> resource.get("Properties"))
                .filter(policy -> resources
                        .at("/" + policy.at("/Bucket/Ref").asText() + "/Properties/BucketName")
                        .asText()
                        .equals(bucket))
                .map(policy -> resolve(policy.at("/PolicyDocument/Statement")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the template has no policy of " + bucket));
    }

    /** Returns the statements about S3 in the inline policies of the role of a name. */
    public JsonNode s3StatementsOf(String role) {
        return aboutS3(role(role).inlinePolicies());
    }

    /** Returns the statements about S3 of the verifier. */
    public JsonNode s3StatementsOfTheVerifier() {
        return aboutS3(roleOfAFunction("VerifierRole").inlinePolicies());
    }

    private JsonNode aboutS3(JsonNode policies) {
        ArrayNode statements = new JsonMapper().createArrayNode();
        policies.forEach(policy -> policy.at("/PolicyDocument/Statement").forEach(statement -> {
            if (statement.get("Action").toString().contains("\"s3:")) {
                statements.add(resolve(statement));
            }
        }));
        return statements;
    }

    /** Replaces the intrinsic functions, and nothing else. */
    private JsonNode resolve(JsonNode value) {
        if (value.isArray()) {
            ArrayNode list = new JsonMapper().createArrayNode();
            value.forEach(item -> list.add(resolve(item)));
            return list;
        }
        if (!value.isObject()) {
            return value;
        }
        if (value.has("Fn::Join")) {
            JsonNode parts = resolve(value.at("/Fn::Join/1"));
            StringBuilder text = new StringBuilder();
            parts.forEach(part -> text.append(
                            text.isEmpty() ? "" : value.at("/Fn::Join/0").asText())
                    .append(part.asText()));
            return new JsonMapper().getNodeFactory().textNode(text.toString());
        }
        if (value.has("Fn::GetAtt")) {
            return new JsonMapper().getNodeFactory().textNode(attribute(value.get("Fn::GetAtt")));
        }
        if (value.has("Ref")) {
            return new JsonMapper()
                    .getNodeFactory()
                    .textNode(arn(value.get("Ref").asText()));
        }
        ObjectNode object = new JsonMapper().createObjectNode();
        value.properties().forEach(field -> object.set(field.getKey(), resolve(field.getValue())));
        return object;
    }

    private String attribute(JsonNode reference) {
        if (!reference.get(1).asText().equals("Arn")) {
            throw new IllegalStateException("not resolved here: " + reference);
        }
        return arn(reference.get(0).asText());
    }

    /** Of these, only the bucket's is used by a server here; the others only have to look like ARNs. */
    private String arn(String logicalId) {
        String type = resources.at("/" + logicalId + "/Type").asText();
        String here = "eu-north-1:000000000000:";
        return switch (type) {
            case "AWS::S3::Bucket" -> "arn:aws:s3:::" + bucket;
            case "AWS::KMS::Key" -> "arn:aws:kms:" + here + "key/00000000-0000-0000-0000-000000000000";
            case "AWS::SNS::Topic" -> "arn:aws:sns:" + here + logicalId;
            case "AWS::SQS::Queue" -> "arn:aws:sqs:" + here + logicalId;
            case "AWS::Logs::LogGroup" -> "arn:aws:logs:" + here + "log-group:" + logicalId;
            default -> throw new IllegalStateException("not resolved here: the ARN of a " + type);
        };
    }
}
