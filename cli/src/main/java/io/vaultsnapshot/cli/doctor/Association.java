package io.vaultsnapshot.cli.doctor;

import io.vaultsnapshot.contract.document.JsonObject;
import io.vaultsnapshot.contract.kubernetes.ServiceAccountRef;
import io.vaultsnapshot.contract.settings.ClusterSettings;
import java.util.List;
import java.util.Optional;

/** What EKS Pod Identity knows of a cluster's ServiceAccount. The stack creates it, and the pod's agent asks for it. */
final class Association {
    private final AwsCommands aws;
    private final ClusterSettings cluster;

    Association(AwsCommands aws, ClusterSettings cluster) {
        this.aws = aws.in(cluster.eks().region());
        this.cluster = cluster;
    }

    /** Looks whether it is there and names the role. */
    Seen look(String expectedRole) {
        ServiceAccountRef account = cluster.serviceAccount();
        String eks = cluster.eks().name();
        return aws.look(
                answer -> first(answer)
                        .map(id -> role(id, expectedRole))
                        .orElseGet(() -> Seen.miss(
                                "EKS cluster " + eks + " has no association of " + account.namespace() + "/"
                                        + account.name() + ", so the job would get no role",
                                StackChecks.DEPLOY)),
                AwsCommands.Refused::asUnknown,
                "eks",
                "list-pod-identity-associations",
                "--cluster-name",
                eks,
                "--namespace",
                account.namespace(),
                "--service-account",
                account.name());
    }

    private static Optional<String> first(JsonObject answer) {
        List<JsonObject> associations = answer.objects("associations");
        return associations.stream().findFirst().map(each -> each.text("associationId"));
    }

    private Seen role(String id, String expected) {
        return aws.look(
                answer -> {
                    String role = answer.object("association").text("roleArn");
                    return role.equals(expected)
                            ? Seen.ok("EKS Pod Identity gives it " + role)
                            : Seen.miss(
                                    "EKS Pod Identity gives it " + role + ", the settings say " + expected,
                                    StackChecks.DEPLOY);
                },
                AwsCommands.Refused::asUnknown,
                "eks",
                "describe-pod-identity-association",
                "--cluster-name",
                cluster.eks().name(),
                "--association-id",
                id);
    }
}
