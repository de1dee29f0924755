package io.vaultsnapshot.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vaultsnapshot.contract.settings.FleetSetting;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import io.vaultsnapshot.testing.iam.IamIdentity;
import io.vaultsnapshot.testing.iam.IamPolicy;
import io.vaultsnapshot.testing.iam.IamResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** A template as IAM sees it once CloudFormation has resolved its references. */
final class TemplateIam {
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private final JsonNode resources;
    private final SnapshotSettings settings;
    private final IamPolicy boundary;

    /**
     * Reads a template.
     *
     * @param boundary the policy that the settings name as permissions boundary; the template has its ARN only
     */
    TemplateIam(JsonNode template, SnapshotSettings settings, IamPolicy boundary) {
        this.resources = template.get("Resources");
        this.settings = settings;
        this.boundary = boundary;
        refuseWhatGrantsElsewhere();
    }

    /** Rights that this class would not see. */
    private void refuseWhatGrantsElsewhere() {
        for (String type :
                List.of("AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::UserPolicy", "AWS::KMS::Grant")) {
            if (of(type).findAny().isPresent()) {
                throw new AssertionError("the template has rights in a " + type + ", which no test reads");
            }
        }
    }

    /** Returns the role of a name, or of the start of a logical id for a role whose name CloudFormation makes. */
    IamIdentity role(String name) {
        Predicate<Map.Entry<String, JsonNode>> isIt =
                role -> role.getValue().path("RoleName").asText(role.getKey()).startsWith(name)
                        && (!role.getValue().has("RoleName")
                                || role.getValue().get("RoleName").asText().equals(name));
        Map.Entry<String, JsonNode> role = of("AWS::IAM::Role")
                .filter(isIt)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the template has no role " + name));
        return identity(role.getKey(), role.getValue());
    }

    private IamIdentity identity(String id, JsonNode role) {
        List<IamPolicy> policies = new ArrayList<>();
        role.path("Policies").forEach(inline -> policies.add(policy(inline.get("PolicyDocument"))));
        role.path("ManagedPolicyArns").forEach(arn -> policies.add(managed(arn)));
        Optional<IamPolicy> limit =
                Optional.ofNullable(role.get("PermissionsBoundary")).map(this::boundary);
        String arn = "arn:aws:iam::" + settings.account() + ":role"
                + role.path("Path").asText("/") + role.path("RoleName").asText(id);
        return new IamIdentity(arn, policy(role.get("AssumeRolePolicyDocument")), policies, limit);
    }

    private IamPolicy managed(JsonNode arn) {
        JsonNode own = resources.path(arn.path("Ref").asText());
        if (!own.path("Type").asText().equals("AWS::IAM::ManagedPolicy")) {
            throw new AssertionError("a role has the policy " + arn + ", whose rights the template does not say");
        }
        return policy(own.at("/Properties/PolicyDocument"));
    }

    private IamPolicy boundary(JsonNode arn) {
        if (!settings.get(FleetSetting.PERMISSIONS_BOUNDARY).equals(Optional.of(arn.asText()))) {
            throw new AssertionError("a role has the boundary " + arn + ", which the settings do not name");
        }
        return boundary;
    }

    /** Returns the bucket with its policy. */
    IamResource bucket() {
        return resource(
                "AWS::S3::BucketPolicy",
                policy -> policy.at("/Bucket/Ref").asText().equals(idOfBucket()),
                false);
    }

    /** Returns the bucket of a name with its policy, in a template of an account. */
    IamResource bucket(String name, String account) {
        return new IamResource(
                account,
                resource(
                                "AWS::S3::BucketPolicy",
                                policy -> resources
                                        .at("/" + policy.at("/Bucket/Ref").asText() + "/Properties/BucketName")
                                        .asText()
                                        .equals(name),
                                false)
                        .policy(),
                false);
    }

    /** Returns the bucket's key with its policy. */
    IamResource bucketKey() {
        return new IamResource(
                settings.account(), Optional.of(policy(keyOfBucket().getValue().get("KeyPolicy"))), true);
    }

    /** Returns the topic of the alerts with its policy. */
    IamResource topic() {
        return resource("AWS::SNS::TopicPolicy", any -> true, false);
    }

    private IamResource resource(String type, Predicate<JsonNode> isIt, boolean isKey) {
        Optional<IamPolicy> policy = of(type).map(Map.Entry::getValue)
                .filter(isIt)
                .map(found -> policy(found.get("PolicyDocument")))
                .findFirst();
        return new IamResource(settings.account(), policy, isKey);
    }

    /** Returns whether the bucket takes no object whose key only the uploader has, whatever policies say. */
    boolean blocksKeysOfUploaders() {
        return resources.at("/" + idOfBucket() + "/Properties/BucketEncryption").findValues("EncryptionType").stream()
                .anyMatch(types -> types.toString().contains("\"SSE-C\""));
    }

    String bucketArn() {
        return arn(idOfBucket());
    }

    String bucketKeyArn() {
        return arn(keyOfBucket().getKey());
    }

    String topicArn() {
        return of("AWS::SNS::Topic")
                .map(topic -> arn(topic.getKey()))
                .findFirst()
                .orElseThrow();
    }

    private String idOfBucket() {
        return of("AWS::S3::Bucket")
                .filter(bucket -> bucket.getValue().path("BucketName").asText().equals(settings.bucket()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private Map.Entry<String, JsonNode> keyOfBucket() {
        return of("AWS::KMS::Key")
                .filter(key -> key.getKey().startsWith("SnapshotsKey"))
                .findFirst()
                .orElseThrow();
    }

    private Stream<Map.Entry<String, JsonNode>> of(String type) {
        return resources.properties().stream()
                .filter(resource -> resource.getValue().get("Type").asText().equals(type))
                .map(resource ->
                        Map.entry(resource.getKey(), resource.getValue().path("Properties")));
    }

    private IamPolicy policy(JsonNode document) {
        return IamPolicy.of(SynthesizedStack.JSON.convertValue(resolve(document), OBJECT));
    }

    private JsonNode resolve(JsonNode value) {
        if (value.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            value.forEach(item -> list.add(resolve(item)));
            return list;
        }
        if (value.has("Ref")) {
            return JsonNodeFactory.instance.textNode(arn(value.get("Ref").asText()));
        }
        if (value.has("Fn::GetAtt") && value.at("/Fn::GetAtt/1").asText().equals("Arn")) {
            return JsonNodeFactory.instance.textNode(
                    arn(value.at("/Fn::GetAtt/0").asText()));
        }
        if (value.has("Fn::Join") && value.at("/Fn::Join/0").asText().isEmpty()) {
            StringBuilder text = new StringBuilder();
            value.at("/Fn::Join/1").forEach(part -> text.append(resolve(part).asText()));
            return JsonNodeFactory.instance.textNode(text.toString());
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        value.properties().forEach(field -> {
            if (field.getKey().startsWith("Fn::")) {
                throw new AssertionError("not resolved here: " + value);
            }
            object.set(field.getKey(), resolve(field.getValue()));
        });
        return value.isObject() ? object : value;
    }

    /** Any ARN does, as long as each resource has its own and buckets and objects fit together. */
    private String arn(String logicalId) {
        JsonNode resource = resources.path(logicalId);
        String type = resource.path("Type").asText();
        return switch (type) {
            case "AWS::S3::Bucket" ->
                "arn:aws:s3:::" + resource.at("/Properties/BucketName").asText("bucket-" + logicalId);
            case "AWS::KMS::Key" -> settings.arn("kms", "key/" + logicalId);
            case "AWS::SNS::Topic" -> settings.arn("sns", logicalId);
            case "AWS::SQS::Queue" -> settings.arn("sqs", logicalId);
            case "AWS::Logs::LogGroup" -> settings.arn("logs", "log-group:" + logicalId);
            default -> throw new AssertionError("not resolved here: the ARN of " + logicalId + ", a " + type);
        };
    }
}
