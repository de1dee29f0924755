package io.vaultsnapshot.infra;

import io.vaultsnapshot.contract.aws.EksCluster;
import io.vaultsnapshot.contract.settings.ClusterSetting;

/** The OIDC issuer of a cluster is not in the settings, and the CDK CLI could not look it up. The message says what to do. */
final class IssuerNotFoundException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IssuerNotFoundException(EksCluster cluster, String reason) {
        super("The OIDC issuer of EKS cluster '" + cluster.name()
                + "' was looked up in AWS at synth, without success:\n  "
                + reason
                + "\nSign in to the account of the settings (aws sso login, or AWS_PROFILE), with the right eks:DescribeCluster."
                + "\nOr give the issuer in the settings, then nothing is looked up: \"" + ClusterSetting.OIDC_ISSUER
                + "\": \"https://oidc.eks...\", from"
                + "\n  " + cluster.issuerCommand());
    }
}
