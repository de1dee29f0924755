package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.contract.health.Cause;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What can be wrong with a deployment, one thing in each row: the subject, the change, and a part of the next step. */
final class Misses {
    static final String NOT_THERE = "An error occurred (ValidationError) when calling the DescribeStacks"
            + " operation: Stack with id X does not exist";
    static final String KUBE_NOT_FOUND = "Error from server (NotFound): it is not found";

    private Misses() {}

    static Stream<Arguments> all() {
        return Stream.of(
                miss(Subject.NODE, d -> d.programs.answer("node --version", "v18.20.0\n"), "npm ci"),
                miss(Subject.NODE, d -> d.programs.without("node"), "install Node.js"),
                miss(
                        Subject.CDK_CLI,
                        d -> d.write("node_modules/aws-cdk/package.json", "{\"version\": \"3.0.0\"}"),
                        "npm ci"),
                miss(Subject.AWS, d -> d.programs.without("aws"), "install the AWS CLI"),
                miss(Subject.KUBECTL, d -> d.programs.without("kubectl"), "install kubectl"),
                miss(Subject.SETTINGS, d -> d.settings = d.settings.replace("222233334444", "111122223333"), "init"),
                miss(Subject.SETTINGS, d -> d.settings = "{}", "init"),
                miss(Subject.SETTINGS, d -> d.settings = d.settings.replace("alerts", "alert"), "init"),
                miss(
                        Subject.CREDENTIALS,
                        d -> d.programs.fail("get-caller-identity", "\nUnable to locate credentials.\n"),
                        "aws sso login"),
                miss(
                        Subject.ACCOUNT,
                        d -> d.programs.answer("get-caller-identity", "{\"Account\": \"1\", \"Arn\": \"a\"}"),
                        "AWS_PROFILE"),
                miss(
                        Subject.REGION,
                        d -> d.programs.answer("aws configure list", "region : us-east-1 : env : AWS_REGION\n"),
                        "export AWS_REGION=eu-north-1"),
                miss(
                        Subject.REGION,
                        d -> d.programs.answer("aws configure list", "    region     <not set>    None    None\n"),
                        "export AWS_REGION=eu-north-1"),
                miss(Subject.BOOTSTRAP, d -> d.programs.fail("CDKToolkit", NOT_THERE), "npx cdk bootstrap aws://2222"),
                miss(
                        Subject.IDENTITY,
                        d -> d.programs.fail("describe-cluster", "An error occurred (ResourceNotFoundException) x"),
                        "list-clusters"),
                miss(
                        Subject.IDENTITY,
                        d -> {
                            podIdentity(d);
                            d.programs.fail("describe-addon", "An error occurred (ResourceNotFoundException) x");
                        },
                        "create-addon"),
                miss(
                        Subject.BUCKET,
                        d -> d.programs.fail("head-bucket", "An error occurred (403) when calling it: Forbidden"),
                        "\"bucket\""),
                miss(Subject.BUCKET, d -> d.programs.fail("head-bucket", "An error occurred (404) x"), "CloudTrail"),
                miss(
                        Subject.BUCKET,
                        d -> d.programs.fail("--stack-name VaultSnapshot", NOT_THERE),
                        "#delete-the-stack-and-deploy-again-over-the-kept-bucket"),
                miss(Subject.STACK, d -> status(d, "ROLLBACK_COMPLETE"), "#when-the-first-deployment-failed"),
                miss(Subject.STACK, d -> status(d, "UPDATE_IN_PROGRESS"), "wait"),
                miss(Subject.STACK, d -> status(d, "UPDATE_ROLLBACK_COMPLETE"), "npx cdk deploy"),
                miss(Subject.SUBSCRIPTIONS, d -> d.subscriptions("PendingConfirmation"), "open the link"),
                miss(
                        Subject.SUBSCRIPTIONS,
                        d -> d.programs.answer("list-subscriptions-by-topic", "{\"Subscriptions\": []}"),
                        "npx cdk deploy"),
                miss(Subject.CRON_JOB, d -> d.cronJob("test", "0 2 * * *"), "get-contexts"),
                miss(Subject.CRON_JOB, d -> d.cronJob("prod", "0 3 * * *"), "./vault-snapshot manifests"),
                miss(Subject.CRON_JOB, d -> d.programs.answer("get cronjob", """
                                {"metadata": {"labels": {"app.kubernetes.io/instance": "prod"}},
                                 "spec": {"suspend": true}}"""), "not meant any more"),
                miss(
                        Subject.SERVICE_ACCOUNT,
                        d -> d.programs.answer("get serviceaccount", "{\"metadata\": {}}"),
                        "kubectl --context eks-prod apply -f dist/prod"),
                miss(
                        Subject.NETWORK_POLICY,
                        d -> d.programs.fail("get networkpolicy", KUBE_NOT_FOUND),
                        "apply -f dist/prod"),
                miss(
                        Subject.NETWORK_POLICY,
                        d -> d.programs.answer("logs new", "network policy: NOT enforced in this cluster: x\n"),
                        "docs/runbook.md#enforce-the-network-policy"),
                miss(
                        Subject.NETWORK_POLICY,
                        d -> d.waitingPod("initContainerStatuses", "vault-snapshot", "ErrImagePull"),
                        "describe pod new; then correct vaultImage"),
                miss(
                        Subject.NETWORK_POLICY,
                        d -> d.waitingPod("containerStatuses", "aws-s3-backup", "ImagePullBackOff"),
                        "describe pod new; then correct awsCliImage"),
                miss(
                        Subject.SERVICE_ACCOUNT,
                        d -> {
                            podIdentity(d);
                            d.programs.answer("list-pod-identity-associations", "{\"associations\": []}");
                        },
                        "npx cdk deploy"),
                miss(
                        Subject.SERVICE_ACCOUNT,
                        d -> {
                            podIdentity(d);
                            d.association("arn:aws:iam::222233334444:role/another");
                        },
                        "npx cdk deploy"),
                miss(Subject.SWEEP, d -> d.documents.clear(), "within 15 minutes"),
                miss(
                        Subject.SWEEP,
                        d -> d.swept(Cause.PROVEN, Deployment.NOW.minus(Duration.ofHours(2))),
                        "docs/runbook.md#vault-snapshot-verifier-heartbeat"),
                miss(Subject.SNAPSHOT, d -> d.firstSweep(Map.of()), "npx cdk deploy"),
                miss(
                        Subject.SNAPSHOT,
                        d -> d.firstSweep(Map.of("prod", Deployment.withoutSnapshot())),
                        "-n vault-snapshot create job --from=cronjob/vault-snapshot-cronjob"),
                miss(
                        Subject.SNAPSHOT,
                        d -> d.swept(Cause.SNAPSHOT_OVERDUE, Deployment.NOW),
                        "./vault-snapshot status --cluster prod"));
    }

    private static Arguments miss(Subject subject, Consumer<Deployment> change, String next) {
        return Arguments.of(subject, change, next);
    }

    static void podIdentity(Deployment deployment) {
        deployment.programs.answer("describe-addon", "{\"addon\": {}}");
        deployment.association("arn:aws:iam::222233334444:role/vault-snapshot-writer-eu-north-1");
        deployment.settings =
                deployment.settings.replace("\"name\": \"prod\"", "\"name\": \"prod\", \"identity\": \"pod-identity\"");
    }

    private static void status(Deployment deployment, String status) {
        deployment.programs.answer(
                "--stack-name VaultSnapshot", "{\"Stacks\": [{\"StackStatus\": \"" + status + "\"}]}");
    }
}
