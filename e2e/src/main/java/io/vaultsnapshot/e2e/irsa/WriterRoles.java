package io.vaultsnapshot.e2e.irsa;

import com.fasterxml.jackson.databind.JsonNode;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.e2e.kube.ForeignIssuer;
import io.vaultsnapshot.e2e.outputs.FleetSettings;
import io.vaultsnapshot.e2e.outputs.StackSettings;
import io.vaultsnapshot.e2e.outputs.Template;
import io.vaultsnapshot.e2e.suite.Suite;
import io.vaultsnapshot.e2e.suite.SuiteServer;

/**
 * The roles of the backup jobs and of drills in {@link Gateway}: trust policy and inline policies word for word from the template, the issuers
 * as the account's OIDC providers, and the bucket.
 */
public final class WriterRoles implements SuiteServer {
    /** IAM is one service for all regions. Its requests are signed for this one. */
    private static final String IAM_REGION = "--region=us-east-1";

    /** Creates all of it, as CloudFormation does. */
    public WriterRoles(Suite suite) {
        Gateway gateway = suite.get(Gateway.class);
        FleetSettings fleet = suite.get(FleetSettings.class);
        Template template = suite.get(Template.class);
        trust(gateway, fleet.issuer().url().toString(), "sts.amazonaws.com");
        suite.get(ForeignIssuer.class);
        JsonNode foreign = template.oidcProvider();
        trust(
                gateway,
                foreign.get("Url").asText(),
                foreign.at("/ClientIdList/0").asText());
        install(gateway, template.role(StackSettings.writerRole(StackSettings.FOREIGN)));
        gateway.asRoot(
                        "s3api",
                        "create-bucket",
                        "--bucket=" + fleet.settings().bucket(),
                        "--create-bucket-configuration=LocationConstraint="
                                + fleet.settings().region())
                .orFail();
        for (ClusterSettings cluster : fleet.settings().clusters()) {
            install(gateway, template.role(cluster.get(ClusterSetting.WRITER_ROLE)));
            if (cluster.drill().isPresent()) {
                install(gateway, template.role(cluster.drillRole()));
            }
        }
    }

    private static void trust(Gateway gateway, String issuer, String audience) {
        gateway.asRoot(
                        "iam",
                        "create-open-id-connect-provider",
                        IAM_REGION,
                        "--url=" + issuer,
                        "--client-id-list=" + audience,
                        "--thumbprint-list=" + "0".repeat(40))
                .orFail();
    }

    static void install(Gateway gateway, Template.Role role) {
        gateway.asRoot(
                        "iam",
                        "create-role",
                        IAM_REGION,
                        "--role-name=" + role.name(),
                        "--assume-role-policy-document=" + role.trustPolicy())
                .orFail();
        for (JsonNode policy : role.inlinePolicies()) {
            gateway.asRoot(
                            "iam",
                            "put-role-policy",
                            IAM_REGION,
                            "--role-name=" + role.name(),
                            "--policy-name=" + policy.get("PolicyName").asText(),
                            "--policy-document=" + policy.get("PolicyDocument"))
                    .orFail();
        }
    }
}
