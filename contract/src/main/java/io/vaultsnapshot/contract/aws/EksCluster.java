package io.vaultsnapshot.contract.aws;

/**
 * Where an EKS cluster is, and what EKS calls it. EKS lets two clusters have one name in two regions or accounts.
 *
 * @param account its account, 12 digits
 * @param region its region
 * @param name its name there
 */
public record EksCluster(String account, String region, String name) {
    /** Returns its ARN, by which nobody takes it for another one. */
    public String arn() {
        String partition = AwsPartition.of(region).orElseThrow().id();
        return String.join(":", "arn", partition, "eks", region, account, "cluster/" + name);
    }

    /** Returns the command that prints its issuer, for somebody who is signed in to its account. */
    public String issuerCommand() {
        return "aws eks describe-cluster --region " + region + " --name " + name
                + " --query cluster.identity.oidc.issuer --output text";
    }
}
