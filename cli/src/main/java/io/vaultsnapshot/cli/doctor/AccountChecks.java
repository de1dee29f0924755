package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.contract.aws.AwsNames;
import io.vaultsnapshot.contract.aws.EksCluster;
import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.settings.ClusterSetting;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import io.vaultsnapshot.contract.settings.PodRole;
import io.vaultsnapshot.contract.settings.SnapshotSettings;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must be in the AWS account before the stack is deployed. */
final class AccountChecks {
    private static final String SIGN_IN = "run `aws sso login`, or set AWS_PROFILE";
    /** Codes of AWS and messages of its CLI, as opposed to a network that does not answer. */
    private static final Pattern ABOUT_CREDENTIALS = Pattern.compile("(?i)credential|profile|token|signature|sso");

    private static final String AGENT = "eks-pod-identity-agent";
    /** The line of {@code aws configure list}; version 1 and 2 of the CLI separate its columns in different ways. */
    private static final Pattern REGION = Pattern.compile("(?m)^\\s*region[\\s:]+(\\S+)");

    private final Programs programs;
    private final AwsCommands aws;
    private final SnapshotSettings settings;

    AccountChecks(Programs programs, AwsCommands aws, SnapshotSettings settings) {
        this.programs = programs;
        this.aws = aws;
        this.settings = settings;
    }

    void run(Checkup checkup, List<ClusterSettings> clusters) {
        Identity identity = new Identity();
        checkup.look(Subject.CREDENTIALS, identity::look);
        checkup.look(Subject.ACCOUNT, identity::account);
        checkup.look(Subject.REGION, this::region);
        checkup.look(Subject.BOOTSTRAP, this::bootstrap);
        clusters.forEach(cluster -> checkup.look(Subject.IDENTITY, cluster.name(), () -> podRole(cluster)));
    }

    private final class Identity {
        private String account = "";

        Seen look() {
            return aws.look(
                    answer -> {
                        account = answer.text("Account");
                        return Seen.ok(answer.text("Arn"));
                    },
                    refused -> ABOUT_CREDENTIALS.matcher(refused.reason()).find()
                            ? Seen.miss(refused.reason(), SIGN_IN)
                            : refused.asUnknown(),
                    "sts",
                    "get-caller-identity");
        }

        Seen account() {
            return account.equals(settings.account())
                    ? Seen.ok(account)
                    : Seen.miss(
                            "the credentials are of account " + account + ", the settings say " + settings.account(),
                            "sign in to " + settings.account() + " (AWS_PROFILE), or correct the settings");
        }
    }

    private Seen region() {
        String expected = settings.region();
        Programs.Answer answer = programs.run(List.of("aws", "configure", "list"));
        Matcher line = REGION.matcher(answer.out());
        String next = "export AWS_REGION=" + expected + " AWS_DEFAULT_REGION=" + expected;
        if (!answer.isGood() || !line.find() || line.group(1).startsWith("<")) {
            return Seen.miss("commands without --region go nowhere: no region is set", next);
        }
        return line.group(1).equals(expected)
                ? Seen.ok(expected)
                : Seen.miss(
                        "commands without --region go to " + line.group(1) + ", the settings say " + expected, next);
    }

    private Seen bootstrap() {
        String next = "npx cdk bootstrap aws://" + settings.account() + "/" + settings.region();
        return aws.look(
                answer -> Seen.ok("stack CDKToolkit is there"),
                refused -> refused.is("ValidationError")
                        ? Seen.miss("the account is not prepared for the CDK in this region", next)
                        : refused.asUnknown(),
                "cloudformation",
                "describe-stacks",
                "--stack-name",
                "CDKToolkit");
    }

    private Seen podRole(ClusterSettings cluster) {
        boolean byAgent = cluster.get(ClusterSetting.IDENTITY) == PodRole.POD_IDENTITY;
        Seen agent = byAgent ? agent(cluster.eks()) : Seen.ok("");
        boolean byIssuer = !byAgent || cluster.drill().isPresent();
        return agent.outcome() == Outcome.OK && byIssuer ? issuer(cluster) : agent;
    }

    private Seen agent(EksCluster cluster) {
        return aws.look(
                answer -> Seen.ok("add-on " + AGENT + " is there"),
                refused -> refused.is("ResourceNotFoundException")
                        ? Seen.miss(
                                refused.reason(),
                                "aws eks create-addon --region " + cluster.region() + " --cluster-name "
                                        + cluster.name() + " --addon-name " + AGENT)
                        : refused.asUnknown(),
                "eks",
                "describe-addon",
                "--cluster-name",
                cluster.name(),
                "--addon-name",
                AGENT);
    }

    private Seen issuer(ClusterSettings cluster) {
        EksCluster eks = cluster.eks();
        if (cluster.isInAnotherAccount()) {
            return Seen.ok("in account " + eks.account() + "; the stack makes the OIDC provider of its issuer");
        }
        return cluster.get(ClusterSetting.OIDC_ISSUER)
                .map(issuer -> provider(eks, issuer))
                .orElseGet(() -> aws.in(eks.region())
                        .look(
                                answer -> provider(
                                        eks,
                                        answer.object("cluster")
                                                .object("identity")
                                                .object("oidc")
                                                .text("issuer")),
                                refused -> refused.is("ResourceNotFoundException")
                                        ? Seen.miss(
                                                "there is no EKS cluster " + eks.name() + " in " + eks.account() + ", "
                                                        + eks.region(),
                                                "correct the cluster's " + ClusterSetting.NAME + ", "
                                                        + ClusterSetting.EKS_CLUSTER_NAME + " or "
                                                        + ClusterSetting.REGION
                                                        + " in the settings; aws eks list-clusters --region "
                                                        + eks.region())
                                        : refused.asUnknown(),
                                "eks",
                                "describe-cluster",
                                "--name",
                                eks.name()));
    }

    private Seen provider(EksCluster cluster, String issuer) {
        String arn = AwsNames.oidcProviderArn(
                settings.partition(), settings.account(), issuer.replaceFirst("^https://", ""));
        return aws.look(
                answer -> answer.objects("OpenIDConnectProviderList").stream()
                                .map((JsonObject provider) -> provider.text("Arn"))
                                .anyMatch(arn::equals)
                        ? Seen.ok("IAM has the OIDC provider of " + issuer)
                        : Seen.miss(
                                "IAM has no OIDC provider of " + issuer + ", so the job would get no role",
                                "eksctl utils associate-iam-oidc-provider --region " + cluster.region() + " --cluster "
                                        + cluster.name() + " --approve"),
                AwsCommands.Refused::asUnknown,
                "iam",
                "list-open-id-connect-providers");
    }
}
